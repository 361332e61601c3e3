import type { Page } from 'playwright-core';
import { ADMIN, SUPERVISOR } from './demoOffice.ts';
import type { Screen } from './steps.ts';

const FILE = [
  'No.,Title,E-mail,Status,Due,Region',
  '1,Quay Bakery,bakery@quay.example,New,2026-12-01,North',
  '2,Quay Cobbler,no address,Waiting,2026-12-02,North',
  '3,Quay Dentist,dentist@quay.example,In progress,2026-12-03,South',
].join('\n');

/** Where work is moved, counted and brought in. */
export const SUPERVISOR_SCREENS: readonly Screen[] = [
  {
    name: 'customers',
    as: SUPERVISOR,
    isPictured: true,
    isFirstPaint: true,
    open: openCustomers,
  },
  {
    name: 'batch-preview',
    as: SUPERVISOR,
    isPictured: true,
    open: async (page) => {
      await openCustomers(page);
      for (const key of ['j', 'x', 'Shift+J', 'Shift+J', 'Shift+J']) await page.keyboard.press(key);
      await page.getByText('4 selected').first().waitFor();
      await page.keyboard.press('a');
      await page.getByRole('combobox', { name: 'Find a person' }).fill('gabriel');
      await page.getByRole('option', { name: /gabriel/iu }).waitFor();
      await page.keyboard.press('Enter');
      await page.getByRole('heading', { level: 1, name: /^Preview/u }).waitFor();
    },
  },
  {
    name: 'board',
    as: SUPERVISOR,
    isPictured: true,
    isFirstPaint: true,
    open: async (page) => {
      await page.goto('/board');
      await page.locator('.board__name').nth(3).waitFor();
    },
  },
  {
    name: 'reports',
    as: SUPERVISOR,
    isPictured: true,
    open: async (page) => {
      await page.goto('/reports');
      await page.locator('.recharts-surface').first().waitFor();
    },
  },
  {
    name: 'imports',
    as: ADMIN,
    isPictured: true,
    isFirstPaint: true,
    open: async (page) => {
      await page.goto('/import');
      await page.getByRole('heading', { level: 1, name: 'Import customers' }).waitFor();
    },
  },
  { name: 'import-columns', as: ADMIN, isPictured: true, open: openColumns },
  {
    name: 'import-checked',
    as: ADMIN,
    isPictured: true,
    open: async (page) => {
      await openColumns(page);
      await page.getByRole('button', { name: 'Check the file' }).click();
      await page.locator('.counts__one').first().waitFor();
    },
  },
];

async function openCustomers(page: Page): Promise<void> {
  await page.goto('/customers');
  await page.locator('.customer-table__row').nth(3).waitFor();
}

async function openColumns(page: Page): Promise<void> {
  await page.goto('/import');
  await page
    .locator('input[type=file]')
    .setInputFiles({ name: 'quay.csv', mimeType: 'text/csv', buffer: Buffer.from(FILE) });
  await page.getByRole('heading', { level: 2, name: 'Map columns' }).waitFor();
  await page.getByRole('combobox', { name: '“Title” is imported as' }).selectOption('name');
}
