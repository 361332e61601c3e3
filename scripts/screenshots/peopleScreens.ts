import { ADMIN, SUPERVISOR } from './demoOffice.ts';
import type { Screen } from './steps.ts';

/** People, teams, statuses and tags, and the page behind a one-time link. */
export const PEOPLE_SCREENS: readonly Screen[] = [
  {
    name: 'people',
    as: ADMIN,
    isPictured: true,
    isFirstPaint: true,
    open: async (page) => {
      await page.goto('/people');
      await page.locator('.people-table tbody tr').nth(3).waitFor();
    },
  },
  {
    name: 'people-invite',
    as: ADMIN,
    isPictured: false,
    open: async (page) => {
      await page.goto('/people');
      await page.getByRole('button', { name: 'Invite a person' }).click();
      await page.getByRole('dialog').waitFor();
    },
  },
  {
    name: 'people-deactivate',
    as: ADMIN,
    isPictured: true,
    open: async (page) => {
      await page.goto('/people?q=employee05');
      await page.getByRole('button', { name: /^Actions for/u }).click();
      await page.getByRole('menuitem', { name: 'Deactivate' }).click();
      const dialog = page.getByRole('dialog');
      await dialog.getByRole('radio', { name: 'Nobody' }).check();
      await dialog.getByRole('button', { name: 'Show what will happen' }).click();
      await dialog.getByText('this happens in one step').waitFor();
    },
  },
  {
    name: 'people-history',
    as: ADMIN,
    isPictured: true,
    open: async (page) => {
      await page.goto('/people?show=history');
      await page.locator('.organisation-history, .mantine-Title-root[data-order="2"]').first().waitFor();
    },
  },
  {
    name: 'people-no-permission',
    as: SUPERVISOR,
    isPictured: false,
    isFirstPaint: true,
    open: async (page) => {
      await page.goto('/people');
      await page.getByRole('heading', { level: 1, name: 'You may not see this' }).waitFor();
    },
  },
  {
    name: 'teams',
    as: ADMIN,
    isPictured: true,
    isFirstPaint: true,
    open: async (page) => {
      await page.goto('/teams');
      await page.locator('.team__open').first().waitFor();
    },
  },
  {
    name: 'team-new',
    as: ADMIN,
    isPictured: false,
    open: async (page) => {
      await page.goto('/teams');
      await page.getByRole('button', { name: 'New team' }).click();
      await page.getByRole('dialog').waitFor();
    },
  },
  {
    name: 'settings-statuses',
    as: ADMIN,
    isPictured: true,
    isFirstPaint: true,
    open: async (page) => {
      await page.goto('/settings/statuses');
      await page.locator('.status-line').nth(3).waitFor();
    },
  },
  {
    name: 'settings-status-form',
    as: ADMIN,
    isPictured: false,
    open: async (page) => {
      await page.goto('/settings/statuses');
      await page.getByRole('button', { name: 'Add a status' }).click();
      await page.getByRole('button', { name: 'Add the status' }).waitFor();
    },
  },
  {
    name: 'settings-tags',
    as: ADMIN,
    isPictured: true,
    isFirstPaint: true,
    open: async (page) => {
      await page.goto('/settings/tags');
      await page.locator('.tag-line').nth(2).waitFor();
      for (const index of [0, 1]) await page.getByRole('checkbox').nth(index).check();
    },
  },
  {
    name: 'set-password-used',
    as: null,
    isPictured: false,
    isFirstPaint: true,
    open: async (page) => {
      await page.goto('/set-password#a-link-that-was-used');
      await page.getByRole('heading', { level: 1, name: 'This link is good no more' }).waitFor();
    },
  },
];
