import type { Page } from 'playwright-core';
import { BUSY, COLLEAGUE, idIn, SUPERVISOR } from './demoOffice.ts';
import { actAs, openCustomer, type Screen } from './steps.ts';

const NOTES = 'Calls every Monday about the delivery. The oven was replaced in March.';

/** One customer, alone, in the queue and in conflict. */
export const CUSTOMER_SCREENS: readonly Screen[] = [
  { name: 'customer', as: BUSY, isPictured: true, open: openTalkedAbout },
  {
    name: 'customer-of-others',
    as: BUSY,
    isPictured: false,
    isFirstPaint: true,
    open: async (page) => {
      const { items: people } = await (await page.request.get('/api/employees')).json();
      const colleague = idIn(people.find(({ email }: { email: string }) => email === COLLEAGUE));
      const { items } = await (await page.request.get(`/api/customers?assignedTo=${colleague}`)).json();
      await openCustomer(page, idIn(items[0]));
    },
  },
  {
    name: 'queue',
    as: BUSY,
    isPictured: true,
    open: async (page) => {
      await page.goto('/queue');
      await page.locator('.queue-bar').waitFor();
      await page.locator('.action').first().waitFor();
    },
  },
  {
    name: 'missing-customer',
    as: BUSY,
    isPictured: false,
    open: async (page) => {
      await page.goto('/customers/01980000-0000-7000-8000-000000000000');
      await page.getByRole('heading', { level: 1, name: 'No such customer' }).waitFor();
    },
  },
];

/** Last, for it makes a customer that the lists would show. */
export const CONFLICT: Screen = { name: 'conflict', as: BUSY, isPictured: true, open: openConflict };

/** A customer of the person's own with comments by them. */
async function openTalkedAbout(page: Page): Promise<void> {
  const { employee } = await (await page.request.get('/api/session')).json();
  const query = `actor=${employee.id}&type=comment&limit=50`;
  const { items } = await (await page.request.get(`/api/activity?${query}`)).json();
  for (const { customer } of items) {
    const { assignedTo } = await (await page.request.get(`/api/customers/${customer.id}`)).json();
    if (assignedTo === employee.id) return openCustomer(page, customer.id);
  }
  throw new Error('The demo office has nothing to show here.');
}

/** The notes of a customer made for this, changed by the supervisor while somebody else edits them. */
async function openConflict(page: Page): Promise<void> {
  const { employee } = await (await page.request.get('/api/session')).json();
  const data = { name: 'Lighthouse Café', notes: NOTES, assignedTo: employee.id };
  const made = await (await page.request.post('/api/customers', { data })).json();
  await openCustomer(page, idIn(made));
  await actAs(page, SUPERVISOR, async (request) => {
    const change = { updatedAt: made.updatedAt, notes: NOTES.replace('Monday', 'Tuesday') };
    await request.patch(`/api/customers/${idIn(made)}`, { data: change });
  });
  const notes = page.getByRole('textbox', { name: 'Notes', exact: true });
  await notes.fill(NOTES.replace('March', 'April'));
  await notes.press('Control+Enter');
  await page.getByRole('dialog').waitFor();
}
