import type { Page } from 'playwright-core';
import { BUSY, COLLEAGUE, idIn, SUPERVISOR } from './demoOffice.ts';
import { actAs, openCustomer, openFirstRow, type Screen } from './steps.ts';

/** One customer, alone, in the queue and in conflict. */
export const CUSTOMER_SCREENS: readonly Screen[] = [
  { name: 'customer', as: BUSY, isPictured: true, open: openFirstRow },
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
  { name: 'conflict', as: BUSY, isPictured: true, open: openConflict },
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

/** The notes of a customer, changed by the supervisor while somebody else edits them. */
async function openConflict(page: Page): Promise<void> {
  await openFirstRow(page);
  const id = new URL(page.url()).pathname.split('/').at(-1) ?? '';
  const notes = page.getByRole('textbox', { name: 'Notes', exact: true });
  const before = await notes.inputValue();
  await actAs(page, SUPERVISOR, async (request) => {
    const { updatedAt } = await (await request.get(`/api/customers/${id}`)).json();
    const data = { updatedAt, notes: `${before} Prefers to be called in the morning.` };
    await request.patch(`/api/customers/${id}`, { data });
  });
  await notes.fill(`${before} Asks for an invoice by post.`);
  await notes.press('Control+Enter');
  await page.getByRole('dialog').waitFor();
}
