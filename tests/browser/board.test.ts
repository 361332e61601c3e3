import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createCustomers, type Person } from '../support/cast.ts';
import { rowsOf } from '../support/rows.ts';
import { axeFindings } from './support/axeFindings.ts';
import { type CustomerOffice, openCustomerOffice } from './support/customerOffice.ts';

const DAY = 86_400_000;

let office: CustomerOffice;
let first: string;
let page: Page;

beforeAll(async () => {
  office = await openCustomerOffice();
  const { harbour } = office.cast;
  const { employee, colleague, supervisor } = harbour;
  const at = (days: number) => new Date(Date.now() + days * DAY).toISOString();
  const of = (person: Person | null, count: number, days: number, status: string) =>
    createCustomers(
      office.databaseUrl,
      harbour,
      Array.from({ length: count }, (_, index) => ({
        name: `${person?.name ?? 'Pool'} ${status} ${index}`,
        assignedTo: person?.id ?? null,
        dueAt: at(days),
        status,
      })),
    );
  await of(employee, 4, -3, 'new');
  await of(employee, 40, 30, 'in_progress');
  await of(colleague, 6, 30, 'waiting');
  [first = ''] = await of(null, 2, 20, 'new');
  const ada = await office.openAt(first, harbour.admin);
  const members = [
    { id: supervisor.id, isSupervisor: true },
    { id: employee.id, isSupervisor: false },
    { id: colleague.id, isSupervisor: false },
  ];
  const answer = await ada.request.post('/api/teams', { data: { name: 'Bakeries', members } });
  expect(answer.status()).toBe(201);
  await ada.request.post('/api/teams', { data: { name: 'Empty', members: [] } });
  await ada.context().close();
  page = await office.openAt(first, supervisor);
}, 180_000);
afterAll(() => office?.stop());

const row = (name: string) => page.getByRole('row').filter({ hasText: name });
const names = () => page.locator('.board__name').allTextContents();
const link = (name: string) => page.getByRole('link', { name, exact: true });
const focused = () => page.evaluate(() => document.activeElement?.textContent);
const total = (text: string) => page.getByRole('contentinfo').or(page.locator('footer')).getByText(text);
const openOf = async ({ id }: Person) =>
  (await rowsOf<{ id: string }>(office.databaseUrl, 'select id from customers where assigned_to = $1', [id]))
    .length;

async function goToBoard(): Promise<void> {
  await page.keyboard.press('g');
  await page.keyboard.press('b');
  await page.getByRole('heading', { level: 1, name: 'Board' }).waitFor();
  await row('Ana of harbour').waitFor();
}

test('it opens on the team of the person who looks, and every number leads to the customers behind it', async () => {
  await goToBoard();
  await page.getByRole('button', { name: 'Team: Bakeries' }).waitFor();
  expect(await names()).toEqual(['Nobody', 'Ana of harbour', 'Ben of harbour', 'Sue of harbour']);
  expect(await axeFindings(page)).toEqual([]);
  await link('Open of Ana of harbour: 44').waitFor();
  await link('New 4, Ana of harbour').waitFor();

  await link('Overdue of Ana of harbour: 4').click();
  await page.getByRole('heading', { level: 1, name: 'Customers' }).waitFor();
  await total('4 customers').waitFor();
  await page.getByText('Assignee: Ana of harbour').waitFor();
  await page.goBack();
  await link('In progress 40, Ana of harbour').click();
  await total('40 customers').waitFor();
  await page.goBack();
  await link('Open of Nobody: 2').click();
  await total('2 customers').waitFor();

  await page.getByRole('button', { name: 'Team', exact: true }).click();
  await page.getByRole('menuitemradio', { name: 'Bakeries' }).click();
  await page.getByRole('button', { name: 'Assignee', exact: true }).click();
  await page.getByRole('option', { name: 'Anybody' }).click();
  await total('50 customers').waitFor();
  await page.getByRole('button', { name: 'Remove the filter “Team: Bakeries”' }).click();
  await total('52 customers').waitFor();
});

test('everybody’s customers open on the own team too, and the address remembers what is chosen instead', async () => {
  const { id: team } = (await (await page.request.get('/api/teams')).json()).items[0];
  await page.goto('/my-work');
  await page.getByRole('link', { name: 'Customers', exact: true }).click();
  await page.waitForURL(`**/customers?assignedTo=any&team=${team}`);
  await total('50 customers').waitFor();
  await page.getByRole('button', { name: 'Remove the filter “Team: Bakeries”' }).click();
  await page.waitForURL('**/customers?assignedTo=any');
  await total('52 customers').waitFor();
  await page.reload();
  await total('52 customers').waitFor();
  await page.goBack();
  await total('50 customers').waitFor();
  await page.goBack();
  await page.getByRole('heading', { level: 1, name: 'My work' }).waitFor();
  await page.goto('/customers');
  await page.waitForURL(`**/customers?assignedTo=any&team=${team}`);
  await page.goto('/customers?sort=name');
  await page.waitForURL(`**/customers?sort=name&assignedTo=any&team=${team}`);
  await page.goto('/customers?q=pool');
  await total('2 customers').waitFor();
});

test('who is away is said on the board, and taken back there', async () => {
  await goToBoard();
  const button = page.getByRole('button', { name: 'Say until when Ben of harbour is away' });
  const day = () => page.getByLabel('Until this day, it included');
  await button.click();
  await page.getByRole('dialog', { name: 'Ben of harbour is away' }).waitFor();
  expect(await axeFindings(page)).toEqual([]);
  await day().fill('2099-05-01');
  await page.keyboard.press('Enter');
  await row('Ben of harbour').getByText('Away until 1 May 2099').waitFor();
  await page.getByText('Nobody has much more than others.').waitFor();
  await expect
    .poll(() => page.evaluate(() => document.activeElement?.getAttribute('aria-label')))
    .toBe('Say until when Ben of harbour is away');
  await page.keyboard.press('Enter');
  expect(await day().inputValue()).toBe('2099-05-01');
  await page.getByRole('button', { name: 'Back already' }).click();
  await row('Ben of harbour').getByText('Away until').waitFor({ state: 'detached' });
  const ada = await office.openAt(first, office.cast.harbour.admin);
  await ada.goto('/people?show=history');
  await ada.getByText('Sue of harbour changed the absence of Ben of harbour').first().waitFor();
  await ada.getByText('Away until: 1 May 2099 → –').waitFor();
  await ada.context().close();
});

test('another team, another order and a reload: the address says it; rows stand still while numbers change', async () => {
  const { colleague } = office.cast.harbour;
  await goToBoard();
  await page.getByRole('button', { name: 'Team: Bakeries' }).click();
  await page.getByRole('menuitemradio', { name: 'Empty' }).click();
  await page.getByText('Nobody is in this team').waitFor();
  await page.getByRole('button', { name: 'Team: Empty' }).click();
  await page.getByRole('menuitemradio', { name: 'Everybody' }).click();
  await page.getByRole('button', { name: 'Person' }).click();
  await page.waitForURL('**/board?team=all&sort=name');
  await page.reload();
  await row('Ada of harbour').waitFor();
  expect((await names()).slice(0, 2)).toEqual(['Nobody', 'Ada of harbour']);
  await page.getByRole('button', { name: 'Open', exact: true }).click();
  await expect.poll(async () => (await names())[1]).toBe('Ana of harbour');
  const before = await names();

  await createCustomers(
    office.databaseUrl,
    office.cast.harbour,
    Array.from({ length: 50 }, (_, index) => ({ name: `New ${index}`, assignedTo: colleague.id })),
  );
  await page.getByRole('button', { name: 'Refresh' }).click();
  await link('Open of Ben of harbour: 56').waitFor();
  expect(await names()).toEqual(before);
  await page.getByRole('button', { name: 'Sort again' }).click();
  await expect.poll(async () => (await names())[1]).toBe('Ben of harbour');
});

test('the balance it suggests is a preview first, moves as one step, and is taken back as one', async () => {
  const { employee, colleague } = office.cast.harbour;
  await page.goto('/board');
  await row('Ana of harbour').waitFor();
  await page.getByRole('button', { name: 'See who to whom …' }).click();
  const dialog = page.getByRole('dialog', { name: 'Even out the work' });
  await dialog.waitFor();
  await page.keyboard.press('Escape');
  expect(await focused()).toBe('See who to whom …');
  await page.keyboard.press('Enter');
  await dialog.getByRole('checkbox', { name: 'Move 6 from Ben of harbour to Ana of harbour' }).waitFor();
  expect(await axeFindings(page)).toEqual([]);
  await dialog.getByRole('button', { name: 'Preview moving 6 customers' }).click();
  await page.getByRole('heading', { level: 1, name: 'Preview: 6 customers' }).waitFor();
  await page.getByRole('row', { name: 'Ben of harbour 56 50 -6' }).waitFor();
  await page.getByRole('button', { name: 'Change 6 customers' }).click();
  await link('Open of Ben of harbour: 50').waitFor();
  expect(await openOf(employee)).toBe(50);
  await link('In today of Ana of harbour: 50').or(link('In today of Ana of harbour: 6')).waitFor();
  await page.keyboard.press('z');
  await link('Open of Ben of harbour: 56').waitFor();
  expect(await openOf(colleague)).toBe(56);

  const came = page.getByRole('link', { name: /^In today of Ana of harbour: /u });
  const count = Number((await came.textContent())?.trim());
  await came.click();
  await page.getByRole('button', { name: 'Remove the filter “Came to: Ana of harbour”' }).waitFor();
  await page.getByRole('button', { name: 'Remove the filter “When: Today”' }).waitFor();
  const list = page.getByRole('list', { name: 'What happened, newest first' });
  await expect.poll(() => list.getByRole('listitem').count()).toBe(count);
  await page.goBack();
  await page.getByRole('link', { name: /^Out today of Ben of harbour: /u }).click();
  await page.getByRole('button', { name: 'Remove the filter “Went from: Ben of harbour”' }).click();
  await page.waitForURL('**/activity?period=today');
  await page.goto('/board');
  await row('Ana of harbour').waitFor();
});

test('what is nobody’s is shared out, or claimed one by one until there is none', async () => {
  const { promise: answered, resolve: answer } = Promise.withResolvers<void>();
  await page.route('**/api/employees*', async (route) => {
    await answered;
    await route.continue();
  });
  // Nothing is known there of what was read before.
  await page.goto('/board');
  await page.getByRole('button', { name: 'Share out …' }).click();
  const dialog = page.getByRole('dialog', { name: 'Split 2 customers' });
  await dialog.getByText('0 people').waitFor();
  // A team whose people are not known yet would choose nobody.
  const pressed = dialog.getByRole('button', { name: 'Team Bakeries' }).click();
  await Promise.race([pressed, page.waitForTimeout(500)]);
  answer();
  await pressed;
  await dialog.getByText('2 people').waitFor();
  await page.unroute('**/api/employees*');
  await page.keyboard.press('Escape');
  expect(await focused()).toBe('Share out …');
  await page.keyboard.press('Enter');
  await dialog.waitFor();
  await page.getByRole('button', { name: 'Team Bakeries' }).click();
  await page.getByText('2 people').waitFor();
  await page.getByRole('button', { name: 'Preview the split' }).click();
  await page.getByText('Split by present load over').waitFor();
  await page.getByRole('button', { name: 'Back without changing' }).click();
  await row('Nobody').waitFor();

  const { employee } = office.cast.harbour;
  const ana = await office.openAt(first, employee);
  await ana.goto('/my-work');
  await ana.getByRole('button', { name: 'Claim next (2)' }).click();
  await ana.getByRole('heading', { level: 1, name: /^Pool new/u }).waitFor();
  await ana.goto('/my-work');
  await ana.getByRole('button', { name: 'Claim next (1)' }).waitFor();
  // Somebody else takes the last one at this moment.
  const ben = await office.openAt(first, office.cast.harbour.colleague);
  await ben.request.post('/api/claims', { headers: { 'idempotency-key': crypto.randomUUID() } });
  await ana.keyboard.press('t');
  await ana.getByText('Nobody’s customers are all taken').waitFor();
  await ben.goto('/board');
  await ben.getByText('Only supervisors and administrators see the board.').waitFor();
  await Promise.all([ana.context().close(), ben.context().close()]);
});

test('claiming pressed twice is asked for once, and whoever went elsewhere meanwhile stays there and is told', async () => {
  const { employee } = office.cast.harbour;
  for (const name of ['Claimed early', 'Claimed late'])
    await office.newCustomer({ name, assignedTo: null, dueAt: new Date().toISOString() });
  const ana = await office.openAt(first, employee);
  await ana.goto('/my-work');
  let sent = 0;
  const { promise: answered, resolve: answer } = Promise.withResolvers<void>();
  await ana.route('**/api/claims', async (route) => {
    sent += 1;
    await answered;
    await route.continue();
  });
  const claim = ana.getByRole('button', { name: /^Claim next/u });
  await claim.waitFor();
  // As on a slow machine: the second press comes before the first has been drawn.
  await claim.evaluate((button: HTMLButtonElement) => {
    button.click();
    button.click();
  });
  await ana.getByRole('link', { name: 'Reports' }).click();
  await ana.getByRole('heading', { level: 1, name: 'Reports' }).waitFor();
  answer();
  await ana.getByText('Claimed early is yours now').waitFor();
  expect(sent).toBe(1);
  expect(new URL(ana.url()).pathname).toBe('/reports');
  await ana.getByRole('link', { name: 'Open the customer' }).click();
  await ana.getByRole('heading', { level: 1, name: 'Claimed early' }).waitFor();
  await ana.context().close();
});
