import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { rowsOf } from '../support/rows.ts';
import { type CustomerOffice, openCustomerOffice } from './support/customerOffice.ts';

let office: CustomerOffice;

beforeAll(async () => {
  office = await openCustomerOffice();
}, 180_000);
afterAll(() => office.stop());

const DAY = 86_400_000;
const inDays = (days: number) => new Date(Date.now() + days * DAY).toISOString();

const bar = (page: Page) => page.getByRole('navigation', { name: 'Work queue' });
const at = (page: Page, name: string, position: string) =>
  Promise.all([
    page.getByRole('heading', { level: 1, name }).waitFor(),
    bar(page).getByText(position, { exact: true }).waitFor(),
  ]);

test('the queue is worked through by keyboard: order, saving, skipping, a reload, what others take, and the end', async () => {
  const assignedTo = office.cast.harbour.employee.id;
  const make = (name: string, values: Parameters<CustomerOffice['newCustomer']>[0]) =>
    office.newCustomer({ name, assignedTo, ...values });
  const later = await make('Later', { dueAt: inDays(3) });
  const low = await make('Today, low', { dueAt: inDays(0), priority: 'low' });
  const urgent = await make('Today, urgent', { dueAt: inDays(0), priority: 'urgent' });
  const overdue = await make('Overdue', { dueAt: inDays(-2) });
  const taken = await make('Taken by somebody', { dueAt: inDays(1) });
  const archived = await make('Archived by somebody', { dueAt: inDays(2) });
  await make('Asleep', { dueAt: inDays(-5), followUpAt: inDays(1) });
  await make('Closed', { dueAt: inDays(-5), status: 'closed' });

  const page = await office.openAt(later);
  expect(await bar(page).count()).toBe(0);
  await page.goto('/queue');
  await at(page, 'Overdue', '1 of 6');

  // The next one is here before it is asked for.
  const readBefore: string[] = [];
  page.on('request', (request) => readBefore.push(request.url()));
  await page.waitForLoadState('networkidle');
  await page.route(`**/api/customers/${urgent}*`, (route) => route.abort());
  await page.keyboard.press('j');
  await at(page, 'Today, urgent', '2 of 6');
  await page.unroute(`**/api/customers/${urgent}*`);
  await page.keyboard.press('k');
  await at(page, 'Overdue', '1 of 6');

  await page.getByRole('textbox', { name: 'Phone', exact: true }).fill('4711');
  await page.keyboard.press('Control+Shift+Enter');
  await at(page, 'Today, urgent', '2 of 6');
  expect(await office.rowOf(overdue)).toMatchObject({ phone: '4711', version: 2 });

  await page.reload();
  await at(page, 'Today, urgent', '2 of 6');

  await bar(page).getByRole('button', { name: 'Skip …' }).click();
  const dialog = page.getByRole('dialog', { name: 'Skip this customer' });
  await dialog.getByRole('radio', { name: 'Another reason' }).check();
  await dialog.getByRole('button', { name: 'Skip', exact: true }).click();
  await dialog.getByText('Say in a few words why.').waitFor();
  const reason = dialog.getByRole('textbox', { name: 'Your reason' });
  await reason.fill('On holiday until Monday');
  await page.reload();
  await bar(page).getByRole('button', { name: 'Skip …' }).click();
  await reason.waitFor();
  expect(await reason.inputValue()).toBe('On holiday until Monday');
  await reason.press('Enter');
  await at(page, 'Today, low', '2 of 5');
  const skips = await rowsOf<{ comment: string }>(
    office.databaseUrl,
    `select comment from customer_actions where customer_id = $1 and type = 'skip'`,
    [urgent],
  );
  expect(skips).toEqual([{ comment: 'On holiday until Monday' }]);

  const supervisor = await office.openAt(taken, office.cast.harbour.supervisor);
  for (const [id, change] of [
    [taken, { assignedTo: office.cast.harbour.colleague.id }],
    [archived, { archived: true }],
  ] as const) {
    const { updatedAt } = await (await supervisor.request.get(`/api/customers/${id}`)).json();
    const answer = await supervisor.request.patch(`/api/customers/${id}`, { data: { updatedAt, ...change } });
    expect(answer.status()).toBe(200);
  }
  await page.reload();
  await bar(page).getByRole('button', { name: 'Save and next' }).click();
  await at(page, 'Later', '3 of 3');
  expect((await office.rowOf(low)).version).toBe(1);

  await page.keyboard.press('Control+Shift+Enter');
  await page.getByRole('heading', { level: 1, name: 'That was everything' }).waitFor();
  const counts = await page.getByRole('main').getByRole('listitem').allInnerTexts();
  expect(counts).toEqual([
    '3 customers worked',
    '1 customer skipped',
    '2 customers were finished or moved by somebody else',
  ]);
  await page.getByRole('button', { name: 'Look for more' }).click();
  await at(page, 'Overdue', '1 of 4');
  await bar(page).getByRole('button', { name: 'Stop working' }).click();
  await bar(page).waitFor({ state: 'detached' });
  await page.getByRole('heading', { level: 1, name: 'Overdue' }).waitFor();
});

test('with nothing to work on it says so, and a save that is refused keeps the customer open', async () => {
  const page = await office.openAt(await office.newCustomer(), office.cast.harbour.admin);
  await page.goto('/queue');
  await page.getByRole('heading', { level: 1, name: 'Nothing to work on' }).waitFor();

  const assignedTo = office.cast.harbour.admin.id;
  await office.newCustomer({ name: 'Only one', assignedTo, email: null });
  await page.reload();
  await at(page, 'Only one', '1 of 1');
  await page.getByRole('textbox', { name: 'E-mail', exact: true }).fill('no address');
  await page.keyboard.press('Control+Shift+Enter');
  await page.getByText('Something could not be saved, so this customer stays open.').waitFor();
  await at(page, 'Only one', '1 of 1');
  expect(await page.getByRole('textbox', { name: 'E-mail', exact: true }).inputValue()).toBe('no address');
});

test('without a connection the queue goes on to what was read before, and everything is saved once there is one', async () => {
  const { supervisor } = office.cast.harbour;
  const [one = '', two = ''] = await Promise.all(
    ['One', 'Two', 'Three'].map((name, index) =>
      office.newCustomer({ name, assignedTo: supervisor.id, dueAt: inDays(index) }),
    ),
  );
  const page = await office.openAt(one, supervisor);
  const phone = page.getByRole('textbox', { name: 'Phone', exact: true });
  const nextIsRead = page.waitForResponse(`**/api/customers/${two}`);
  await page.goto('/queue');
  await at(page, 'One', '1 of 3');
  await (await nextIsRead).finished();
  await page.waitForLoadState('networkidle');

  await page.context().setOffline(true);
  await phone.fill('4711');
  await page.keyboard.press('Control+Shift+Enter');
  await at(page, 'Two', '2 of 3');
  await phone.fill('4712');
  await page.keyboard.press('Control+Shift+Enter');
  await page.getByText('The next customer cannot be read without a connection').waitFor();
  await at(page, 'Two', '2 of 3');
  expect(await phone.inputValue()).toBe('4712');
  await page.keyboard.press('Escape');
  const waits = page.getByRole('region', { name: 'What waits to be sent' });
  await waits.getByText('2 changes wait to be saved.').waitFor();

  await page.context().setOffline(false);
  for (const [id, saved] of [
    [one, '4711'],
    [two, '4712'],
  ] as const)
    await expect.poll(() => office.rowOf(id)).toMatchObject({ phone: saved, version: 2 });
  await page.keyboard.press('Control+Shift+Enter');
  await at(page, 'Three', '3 of 3');
  await page.keyboard.press('Control+Shift+Enter');
  await page.getByRole('main').getByText('3 customers worked').waitFor();
});

test('a comment that was typed and not sent is told about when one goes on to the next', async () => {
  const { harbour } = office.cast;
  for (const name of ['Comment First', 'Comment Second'])
    await office.newCustomer({ name, assignedTo: harbour.admin.id, dueAt: inDays(-1) });
  const page = await office.openAt('none', harbour.admin);
  await page.goto('/queue');
  const title = () => page.getByRole('heading', { level: 1 }).textContent();
  const saveAndNext = page.getByRole('button', { name: 'Save and next' });
  await saveAndNext.waitFor();
  const first = await title();
  await page.getByRole('textbox', { name: /comment/iu }).fill('Wants a call on Monday.');
  await saveAndNext.click();
  await expect.poll(title).not.toBe(first);
  await page.getByText(`Your comment on “${first}” is not sent yet.`).waitFor();
  await page.getByRole('link', { name: 'Back to the comment' }).click();
  await expect.poll(title).toBe(first);
  expect(await page.getByRole('textbox', { name: /comment/iu }).inputValue()).toBe('Wants a call on Monday.');
  await page.context().close();
});

test('a double click on Save and next goes one customer on, however soon that one is there', async () => {
  const { colleague } = office.cast.harbour;
  const names = ['One', 'Two', 'Three'];
  for (const [index, name] of names.entries())
    await office.newCustomer({ name, assignedTo: colleague.id, dueAt: inDays(index - 9) });
  const page = await office.openAt(await office.newCustomer({ name: 'Elsewhere' }), colleague);
  await page.goto('/queue');
  const shows = (name: string) => page.getByRole('heading', { level: 1, name, exact: true }).waitFor();
  await shows('One');
  const saveAndNext = bar(page).getByRole('button', { name: 'Save and next' });
  const box = await saveAndNext.boundingBox();
  if (box === null) throw new Error('the button is not in sight');
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  await page.mouse.click(x, y);
  await shows('Two');
  await saveAndNext.click({ trial: true });
  // The second of two that come close.
  await page.mouse.down({ clickCount: 2 });
  await page.mouse.up({ clickCount: 2 });
  await page.mouse.click(x, y);
  await shows('Three');
  await page.context().close();
});
