import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createCustomers } from '../support/cast.ts';
import { rowsOf } from '../support/rows.ts';
import { axeFindings } from './support/axeFindings.ts';
import { type CustomerOffice, openCustomerOffice } from './support/customerOffice.ts';

const BAKERIES = 230;

let office: CustomerOffice;
let bakeries: readonly string[];
let page: Page;
let ada: Page;

beforeAll(async () => {
  office = await openCustomerOffice();
  const { harbour } = office.cast;
  const number = (index: number) => String(index + 1).padStart(3, '0');
  bakeries = await createCustomers(
    office.databaseUrl,
    harbour,
    Array.from({ length: BAKERIES }, (_, index) => ({
      name: `Bakery ${number(index)}`,
      assignedTo: harbour.employee.id,
      dueAt: '2026-11-21T08:00:00.000000Z',
    })),
  );
  page = await office.openAt(bakeries[0] ?? '', harbour.supervisor);
  ada = await office.openAt(bakeries[0] ?? '', harbour.admin);
}, 180_000);
afterAll(() => office?.stop());

const bar = () => page.getByRole('region', { name: 'Selected customers' });
const button = (name: string | RegExp) => page.getByRole('button', { name });
const heading = (name: string | RegExp) => page.getByRole('heading', { level: 1, name });
const focused = () => page.evaluate(() => document.activeElement?.textContent ?? '');
const valuesOf = async (field: 'assigned_to' | 'priority' | 'due_at', ids = bakeries) => {
  const found = await rowsOf<{ value: string | null; count: string }>(
    office.databaseUrl,
    `select ${field}::text as value, count(*)::text as count from customers where id = any($1) group by 1`,
    [ids],
  );
  return Object.fromEntries(found.map(({ value, count }) => [value, Number(count)]));
};

/** Somebody else changes the customer. */
async function meddle(index: number): Promise<void> {
  const address = `/api/customers/${bakeries[index]}`;
  const { updatedAt } = await (await ada.request.get(address)).json();
  const answer = await ada.request.patch(address, { data: { updatedAt, phone: `+49 30 ${Date.now()}` } });
  expect(answer.status()).toBe(200);
}

async function openList(): Promise<void> {
  await page.goto('/customers?q=bakery&sort=name');
  await page.getByText('Bakery 001').waitFor();
}

/** Chooses so many customers from the top, by keyboard. */
async function select(count: number): Promise<void> {
  await page.keyboard.press('j');
  await page.keyboard.press('x');
  for (let more = 1; more < count; more += 1) await page.keyboard.press('Shift+J');
  await bar().getByText(`${count} selected`).waitFor();
}

async function give(key: string, item: string): Promise<void> {
  await page.keyboard.press(key);
  await page
    .getByRole('menuitemradio', { name: item })
    .or(page.getByRole('menuitem', { name: item }))
    .click();
}

test('some are given to a colleague: preview, a reload, who was quicker, what stays selected, and back', async () => {
  const { employee, colleague } = office.cast.harbour;
  await openList();
  await select(4);
  await meddle(0);
  await page.keyboard.press('a');
  await page.getByRole('dialog', { name: 'Reassign 4 customers' }).waitFor();
  await page.getByRole('combobox', { name: 'Find a person' }).fill('ben');
  await page.getByRole('option', { name: 'Ben of harbour 0 → 4' }).waitFor();
  expect(await axeFindings(page)).toEqual([]);
  await page.keyboard.press('Enter');

  await heading('Preview: 3 customers').waitFor();
  await page.getByText('Assignee: Ben of harbour').waitFor();
  await page.getByRole('row', { name: 'Ben of harbour 0 3 +3' }).waitFor();
  await page.getByRole('row', { name: 'Ana of harbour 230 227 -3' }).waitFor();
  const left = page.getByRole('listitem').filter({ hasText: 'Bakery 001' });
  await left.getByText('by Ada of harbour').waitFor();
  expect(await focused()).toBe('Change 3 customers');
  expect(await axeFindings(page)).toEqual([]);
  await page.reload();
  await page.getByText('Assignee: Ben of harbour').waitFor();
  await page.getByText('Change all or nothing').click();
  await page.getByText('Nothing will be changed').waitFor();
  expect(await button(/^Change \d/u).count()).toBe(0);
  await page.getByText('Change the others').click();
  await button('Change 3 customers').waitFor();

  await meddle(1);
  await button('Change 3 customers').click();
  await heading('2 customers changed').waitFor();
  await page.getByText('2 customers could not be changed and stay selected in the list.').waitFor();
  expect(await focused()).toBe('2 customers changed');
  expect(await valuesOf('assigned_to')).toEqual({ [employee.id]: BAKERIES - 2, [colleague.id]: 2 });

  await page.keyboard.press('Escape');
  await bar().getByText('2 selected').waitFor();
  for (const name of ['Bakery 001', 'Bakery 002'])
    await page.getByRole('checkbox', { name: `Select ${name}`, checked: true }).waitFor();
  expect(await focused()).toBe('Bakery 004');

  await meddle(2);
  await page.keyboard.press('z');
  await page.getByText('1 customer could not be set back').waitFor();
  await page.getByText('See which, and why').click();
  await heading('1 customer set back').waitFor();
  await page.getByRole('link', { name: 'Bakery 003' }).waitFor();
  expect(await valuesOf('assigned_to')).toEqual({ [employee.id]: BAKERIES - 1, [colleague.id]: 1 });
});

test('all that match, beyond what is loaded: one step, once however often it is pressed, and back', async () => {
  await openList();
  await page.keyboard.press('Control+a');
  await button(`Select all ${BAKERIES} matching`).click();
  await bar().getByText(`${BAKERIES} selected`).waitFor();
  await give('p', 'High');
  await heading(`Preview: ${BAKERIES} customers`).waitFor();
  let sent = 0;
  await page.route('**/apply', async (route) => {
    sent += 1;
    await route.continue();
  });
  const apply = button(`Change ${BAKERIES} customers`);
  await apply.dblclick();
  await page.getByText(`${BAKERIES} customers · Priority: High`).first().waitFor();
  await page.waitForURL('**/customers?**');
  await page.unroute('**/apply');
  expect(sent).toBe(1);
  expect(await valuesOf('priority')).toEqual({ high: BAKERIES });
  expect(await bar().count()).toBe(0);
  await page.keyboard.press('z');
  await expect.poll(() => valuesOf('priority')).toEqual({ normal: BAKERIES });

  await page.goto(`/customers/${bakeries[5]}`);
  await page.getByRole('link', { name: 'Part of a change of many customers' }).first().click();
  await heading(`${BAKERIES} customers set back`).waitFor();
});

test('a filter from which some were let go leaves them out', async () => {
  await openList();
  await page.keyboard.press('Control+a');
  await button(`Select all ${BAKERIES} matching`).click();
  await page.getByRole('checkbox', { name: 'Select Bakery 002' }).click();
  await bar()
    .getByText(`${BAKERIES - 1} selected`)
    .waitFor();
  await page.keyboard.press('l');
  await page
    .getByRole('textbox', { name: 'Add' })
    .or(page.getByRole('combobox', { name: 'Add' }))
    .waitFor();
  await expect.poll(() => page.evaluate(() => document.activeElement?.tagName)).toBe('INPUT');
  await page.keyboard.type('vip');
  await page.keyboard.press('Enter');
  await button('Set the tags').click();
  await heading(`Preview: ${BAKERIES - 1} customers`).waitFor();
  await page.getByText('Add tags: vip').waitFor();
  await button('Back without changing').click();
  await bar()
    .getByText(`${BAKERIES - 1} selected`)
    .waitFor();
  await page.keyboard.press('Escape');
});

test('while another list is on its way, nothing of the list before is chosen under its name', async () => {
  await openList();
  let answer = () => {};
  const asked = new Promise<void>((resolve) => (answer = resolve));
  await page.route(/priority=low/u, async (route) => {
    await asked;
    await route.continue();
  });
  await button('Priority').first().click();
  await page.getByRole('menuitemcheckbox', { name: 'Low' }).click();
  await page.keyboard.press('Escape');
  await page.waitForURL(/priority=low/u);
  await page.getByRole('grid', { name: 'Customers' }).and(page.locator('[aria-busy=true]')).waitFor();
  await page.keyboard.press('Control+a');
  await page.getByRole('checkbox', { name: 'Select Bakery 002' }).click();
  answer();
  await page.getByText('Bakery 002').waitFor({ state: 'detached' });
  expect(await bar().count()).toBe(0);
  await page.unroute(/priority=low/u);
});

test('all or nothing: one who was quicker stops all, and says so; without an answer it is tried again', async () => {
  const ids = bakeries.slice(10, 13);
  await page.goto('/customers?q=bakery+01&sort=name');
  await page.getByText('Bakery 011').waitFor();
  await page.keyboard.press('j');
  await select(4);
  await give('d', 'No due date');
  await heading('Preview: 4 customers').waitFor();
  await page.getByText('Change all or nothing').click();
  await expect.poll(() => page.getByRole('radio', { name: 'Change all or nothing' }).isChecked()).toBe(true);
  await meddle(13);
  await button('Change 4 customers').click();
  await page.getByText('Nothing was changed').waitFor();
  await page.getByRole('link', { name: 'Bakery 014' }).waitFor();
  expect(await valuesOf('due_at', ids)).toEqual({ '2026-11-21 08:00:00+00': 3 });
  expect(await axeFindings(page)).toEqual([]);
  await button('Make a preview without them').click();
  await heading('Preview: 3 customers').waitFor();

  let isDown = true;
  await page.route('**/apply', (route) => (isDown ? route.abort() : route.continue()));
  await button('Change 3 customers').click();
  await page.getByText('No answer from the server').waitFor();
  isDown = false;
  await button('Retry').click();
  await heading('3 customers changed').waitFor();
  await page.unroute('**/apply');
  expect(await valuesOf('due_at', ids)).toEqual({ null: 3 });
  await button('Undo the change of 3 customers').click();
  await heading('3 customers set back').waitFor();
});

test('the offer to select all that match stays while more rows are read, until all of them are selected', async () => {
  await openList();
  const offer = button(/^Select all [\d,]+ matching$/u);
  await page.keyboard.press('j');
  await page.keyboard.press('x');
  await bar().getByText('1 selected').waitFor();
  expect(await offer.count()).toBe(0);
  await page.keyboard.press('Control+a');
  await bar().getByText('200 selected').waitFor();
  await button(`Select all ${BAKERIES} matching`).waitFor();

  const onFurtherPage = page.getByRole('checkbox', { name: 'Select Bakery 229' });
  await expect
    .poll(async () => {
      await page.keyboard.press('n');
      return onFurtherPage.count();
    })
    .toBe(1);
  await bar().getByText('200 selected').waitFor();
  await button(`Select all ${BAKERIES} matching`).waitFor();
  await onFurtherPage.click();
  await bar().getByText('201 selected').waitFor();
  await button(`Select all ${BAKERIES} matching`).click();
  await bar().getByText(`${BAKERIES} selected`).waitFor();
  await offer.waitFor({ state: 'detached' });
  await page.keyboard.press('Escape');
  await bar().waitFor({ state: 'detached' });
});

test('an employee sees no way to move the work of others, and changes what they may', async () => {
  const ana = await office.openAt(bakeries[0] ?? '', office.cast.harbour.employee);
  await ana.goto('/my-work?q=bakery&sort=name');
  await ana.getByText('Bakery 005').waitFor();
  await ana.keyboard.press('j');
  await ana.keyboard.press('x');
  const selection = ana.getByRole('region', { name: 'Selected customers' });
  await selection.getByText('1 selected').waitFor();
  expect(await selection.getByRole('button', { name: /Reassign|Split/u }).count()).toBe(0);
  await ana.keyboard.press('a');
  await ana.getByRole('menuitem', { name: 'Assign to nobody' }).click();
  await ana.getByText('1 customer · Assign to nobody').first().waitFor();
  expect((await office.rowOf(bakeries[0] ?? '')).assigned_to).toBeNull();
  await ana.context().close();
});

test('rows that left the list by a change of many say what they are now', async () => {
  const { employee, colleague } = office.cast.harbour;
  const names = ['Mill 1', 'Mill 2', 'Mill 3'];
  for (const name of names) await office.newCustomer({ name });
  await page.goto(`/customers?assignedTo=${employee.id}&q=mill&sort=name`);
  const rowNamed = (name: string) => page.getByRole('row').filter({ hasText: name });
  const holderOf = (name: string) =>
    rowNamed(name)
      .getByText(/of harbour$/u)
      .textContent();
  await rowNamed('Mill 3').waitFor();
  for (const name of names) expect(await holderOf(name)).toBe(employee.name);

  await select(3);
  await page.keyboard.press('a');
  await page.getByRole('combobox', { name: 'Find a person' }).fill('ben');
  await page.getByRole('option', { name: colleague.name }).waitFor();
  await page.keyboard.press('Enter');
  await button('Change 3 customers').click();
  await page.waitForURL('**/customers?**');
  for (const name of names) await expect.poll(() => holderOf(name)).toBe(colleague.name);
  await page.getByText('3 updated').waitFor();
  await page.keyboard.press('z');
  for (const name of names) await expect.poll(() => holderOf(name)).toBe(employee.name);
  await expect.poll(() => page.getByText('3 updated').count()).toBe(0);
});
