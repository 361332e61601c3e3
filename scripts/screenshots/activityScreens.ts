import { ADMIN, BUSY, idIn, SUPERVISOR } from './demoOffice.ts';
import { answerWith, type Screen } from './steps.ts';

/** Activity and Mentions, and how the product answers when something is wrong. */
export const ACTIVITY_SCREENS: readonly Screen[] = [
  {
    name: 'activity',
    as: SUPERVISOR,
    isPictured: true,
    isFirstPaint: true,
    open: async (page) => {
      await page.goto('/activity');
      await page.locator('.activity-row').nth(3).waitFor();
    },
  },
  {
    name: 'activity-opened',
    as: SUPERVISOR,
    isPictured: true,
    open: async (page) => {
      await page.goto('/activity?type=update');
      await page.locator('.activity-row').nth(3).waitFor();
      for (const key of ['j', 'j', 'o']) await page.keyboard.press(key);
      await page.locator('.activity-details').waitFor();
    },
  },
  {
    name: 'activity-period',
    as: SUPERVISOR,
    isPictured: false,
    open: async (page) => {
      await page.goto('/activity?period=week');
      await page.getByRole('button', { name: 'When', exact: true }).click();
      await page.getByRole('button', { name: 'Show these days' }).waitFor();
    },
  },
  {
    name: 'activity-filtered-empty',
    as: SUPERVISOR,
    isPictured: false,
    isFirstPaint: true,
    open: async (page) => {
      await page.goto('/activity?via=bulk&from=2001-01-01&to=2001-01-02&type=skip');
      await page.getByRole('heading', { name: 'Nothing matches' }).waitFor();
    },
  },
  {
    name: 'activity-action',
    as: SUPERVISOR,
    isPictured: true,
    isFirstPaint: true,
    open: async (page) => {
      const { items } = await (await page.request.get('/api/activity?type=update&limit=1')).json();
      await page.goto(`/activity/${idIn(items[0].action)}`);
      await page.locator('.activity-details').waitFor();
    },
  },
  {
    name: 'missing-action',
    as: BUSY,
    isPictured: false,
    open: async (page) => {
      await page.goto('/activity/01980000-0000-7000-8000-000000000000');
      await page.getByRole('heading', { level: 1, name: 'No such action' }).waitFor();
    },
  },
  {
    name: 'mentions',
    as: BUSY,
    isPictured: true,
    isFirstPaint: true,
    open: async (page) => {
      await page.goto('/mentions?show=all');
      await page.locator('.mention').first().waitFor();
    },
  },
  {
    name: 'mentions-empty',
    as: ADMIN,
    isPictured: false,
    open: async (page) => {
      await page.goto('/mentions');
      await page.getByRole('heading', { name: 'All read' }).waitFor();
    },
  },
  {
    name: 'missing-page',
    as: BUSY,
    isPictured: true,
    isFirstPaint: true,
    open: async (page) => {
      await page.goto('/no-such-page');
      await page.getByRole('heading', { level: 1, name: 'Page not found' }).waitFor();
    },
  },
  {
    name: 'server-failed',
    as: BUSY,
    isPictured: true,
    open: async (page) => {
      await answerWith(page, '**/api/activity?**', 500, { type: 'internal', title: 'Internal error' });
      await page.goto('/activity');
      await page.getByText('Request id').waitFor();
    },
  },
  {
    name: 'too-many-requests',
    as: BUSY,
    isPictured: false,
    open: async (page) => {
      const problem = { type: 'rate-limited', title: 'Too many requests', retryAfterSeconds: 42 };
      await answerWith(page, '**/api/activity?**', 429, problem);
      await page.goto('/activity');
      await page.getByRole('alert').getByText('Too many requests').first().waitFor();
    },
  },
];
