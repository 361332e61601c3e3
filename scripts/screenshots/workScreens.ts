import { ADMIN, BUSY, SUPERVISOR } from './demoOffice.ts';
import { openMyWork, type Screen } from './steps.ts';

/** Signing in, My work and what opens above it. */
export const WORK_SCREENS: readonly Screen[] = [
  {
    name: 'sign-in',
    as: null,
    isPictured: true,
    isFirstPaint: true,
    open: async (page) => {
      await page.goto('/sign-in');
      await page.locator('.demo-card').first().waitFor();
    },
  },
  { name: 'my-work', as: BUSY, isPictured: true, isFirstPaint: true, open: openMyWork },
  {
    name: 'preview',
    as: BUSY,
    isPictured: true,
    open: async (page) => {
      await openMyWork(page);
      await page.keyboard.press('j');
      await page.keyboard.press('Space');
      await page.locator('.preview__name').waitFor();
    },
  },
  {
    name: 'selection',
    as: BUSY,
    isPictured: true,
    open: async (page) => {
      await openMyWork(page);
      for (const key of ['j', 'x', 'Shift+J', 'Shift+J']) await page.keyboard.press(key);
      await page.getByText('3 selected').first().waitFor();
    },
  },
  {
    name: 'row-menu',
    as: BUSY,
    isPictured: false,
    isPlaced: true,
    open: async (page) => {
      await openMyWork(page);
      await page.keyboard.press('j');
      await page.keyboard.press('s');
      await page.getByRole('menuitemradio').first().waitFor();
    },
  },
  {
    name: 'filtered-empty',
    as: BUSY,
    isPictured: false,
    isFirstPaint: true,
    open: async (page) => {
      await page.goto('/my-work?q=zzzzzzzz');
      await page.getByRole('heading', { name: 'No customer matches' }).waitFor();
    },
  },
  {
    name: 'nothing-yet',
    as: SUPERVISOR,
    isPictured: false,
    open: async (page) => {
      await page.goto('/my-work');
      await page.getByRole('heading', { name: 'No customers yet' }).waitFor();
    },
  },
  {
    name: 'palette',
    as: BUSY,
    isPictured: true,
    open: async (page) => {
      await openMyWork(page);
      await page.keyboard.press('Control+k');
      await page.getByRole('dialog').getByRole('combobox').waitFor();
      await page.keyboard.type('lotus');
      await page.getByRole('option', { name: /lotus/iu }).first().waitFor();
    },
  },
  {
    name: 'new-customer',
    as: BUSY,
    isPictured: true,
    open: async (page) => {
      await openMyWork(page);
      await page.keyboard.press('c');
      await page.getByRole('dialog', { name: 'New customer' }).waitFor();
    },
  },
  {
    name: 'shortcuts',
    as: BUSY,
    isPictured: true,
    open: async (page) => {
      await openMyWork(page);
      await page.keyboard.press('?');
      await page.getByRole('dialog', { name: 'Keyboard shortcuts' }).waitFor();
    },
  },
  ...(['profile', 'appearance', 'keys', 'sessions', 'password', 'custom-fields'] as const).map(
    (section): Screen => ({
      name: `settings-${section}`,
      as: section === 'custom-fields' ? ADMIN : BUSY,
      isPictured: true,
      isFirstPaint: true,
      open: async (page) => {
        await page.goto(`/settings/${section}`);
        await page.getByRole('heading', { level: 1 }).waitFor();
      },
    }),
  ),
];
