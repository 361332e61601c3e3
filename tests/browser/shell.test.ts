import type { Locator, Page, Route } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { rowsOf } from '../support/rows.ts';
import { type CustomerOffice, openCustomerOffice } from './support/customerOffice.ts';

let office: CustomerOffice;
let bakery: string;

beforeAll(async () => {
  office = await openCustomerOffice();
  bakery = await office.newCustomer({ name: 'Harbour Bakery', assignedTo: office.cast.harbour.colleague.id });
  await office.newCustomer({ name: 'Harmony Choir' });
}, 180_000);
afterAll(() => office.stop());

const palette = (page: Page) => page.getByRole('dialog', { name: 'Commands and customers' });
const chosen = (page: Page) => palette(page).locator('[role=option][aria-selected=true]');
const path = (page: Page) => new URL(page.url()).pathname;

async function openMyWork(): Promise<Page> {
  const page = await office.openAt(bakery);
  await page.goto('/my-work');
  await page.getByRole('heading', { level: 1, name: 'My work' }).waitFor();
  return page;
}

const isOnScreen = (part: Locator) => part.evaluate((element) => element.getBoundingClientRect().right > 0);

const tooMany = (route: Route) =>
  route.fulfill({
    status: 429,
    contentType: 'application/problem+json',
    body: JSON.stringify({
      type: 'rate-limited',
      status: 429,
      title: 'Too many requests',
      instance: 'x',
      retryAfterSeconds: 65,
    }),
  });

test('the palette runs what the page offers, by name and with its key beside it', async () => {
  const page = await openMyWork();
  await page.keyboard.press('Control+k');
  await palette(page).getByRole('option', { name: 'New customer C', exact: true }).waitFor();
  expect(
    await palette(page)
      .getByRole('option', { name: /^Start working/u })
      .count(),
  ).toBe(1);
  await page.keyboard.type('keyb sett');
  expect(await chosen(page).innerText()).toBe('Settings: Keyboard');
  const box = palette(page).getByRole('combobox');
  expect(await box.getAttribute('aria-activedescendant')).toBe(await chosen(page).getAttribute('id'));
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { level: 1, name: 'Keyboard' }).waitFor();
  expect(await page.title()).toBe('Keyboard · Settings · Caseload');
  expect(await palette(page).count()).toBe(0);

  await page.keyboard.press('Control+k');
  await box.fill('new cust');
  await chosen(page).getByText('New customer').waitFor();
  await page.keyboard.press('Enter');
  await page.getByRole('dialog', { name: 'New customer' }).waitFor();
  await page.context().close();
});

test('the palette has what has a button and no key: of the list, of the customer, and signing out', async () => {
  const { employee } = office.cast.harbour;
  const mine = await office.newCustomer({ name: 'Palette Press', assignedTo: employee.id });
  const page = await openMyWork();
  await page.getByRole('button', { name: 'Export' }).waitFor();
  const run = async (text: string, name: string) => {
    await page.keyboard.press('Control+k');
    await palette(page).getByRole('combobox').fill(text);
    await expect.poll(() => chosen(page).innerText()).toBe(name);
    await page.keyboard.press('Enter');
  };
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    run('export csv', 'Export: Download as CSV'),
  ]);
  await download.cancel();
  await page.goto('/my-work?q=palette');
  await page.getByRole('button', { name: 'Save view' }).waitFor();
  await run('save view', 'Save view');
  await page.getByRole('dialog', { name: 'Save view' }).waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('dialog', { name: 'Save view' }).waitFor({ state: 'detached' });

  await run('name z', 'Sort: Name, Z to A');
  await page.waitForURL(/sort=-name/u);

  await page.goto(`/customers/${mine}`);
  await page.getByRole('heading', { level: 1, name: 'Palette Press' }).waitFor();
  await run('show files', 'Show: Files');
  await page.getByText('No files yet.').waitFor();
  await run('dark', 'Colours: Dark');
  await page.locator(':root[data-mantine-color-scheme="dark"]').waitFor();
  await run('history priority', 'History of Priority');
  await page.getByRole('dialog', { name: 'History of Priority' }).waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await run('archive', 'Archive');
  await page.getByText('Palette Press archived').first().waitFor();
  await run('bring back', 'Bring back');
  await page.getByText('Palette Press brought back').first().waitFor();
  await run('hand back', 'Hand back');
  await page.getByText('Palette Press handed back').first().waitFor();
  await page.keyboard.press('Control+k');
  await palette(page).getByRole('combobox').fill('hand back');
  expect(await palette(page).getByRole('option', { name: 'Hand back' }).count()).toBe(0);
  await page.keyboard.press('Escape');

  // A session of its own: the other tests go on with the one that they share.
  await office.signIn(page, employee);
  await page.reload();
  await page.getByRole('heading', { level: 1, name: 'Palette Press' }).waitFor();
  await run('sign out', 'Sign out');
  await page.waitForURL(/\/sign-in/u);
  await page.context().close();
}, 60_000);

test('the palette opens from a field and gives the focus back', async () => {
  const page = await openMyWork();
  await page.keyboard.press('f');
  await page.keyboard.type('abc');
  await page.keyboard.press('Control+k');
  await palette(page).waitFor();
  await page.keyboard.press('Escape');
  await palette(page).waitFor({ state: 'detached' });
  await page.waitForFunction(() => document.activeElement?.getAttribute('type') === 'search');
  await page.context().close();
});

test('what is typed right after its key is typed in the palette', async () => {
  const page = await openMyWork();
  // Both keys in one turn of the browser, as they come where it was busy for a moment.
  const focused = await page.evaluate(async () => {
    const key = { key: 'k', code: 'KeyK', ctrlKey: true, bubbles: true, cancelable: true };
    document.body.dispatchEvent(new KeyboardEvent('keydown', key));
    for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
    return document.activeElement?.getAttribute('role');
  });
  expect(focused).toBe('combobox');
  await page.context().close();
});

test('customers of everybody are found on the server, the latest answer wins, and each state says what it is', async () => {
  const page = await openMyWork();
  let held: Route | null = null;
  await page.route(/\/api\/customers\?.*q=har&/u, (route) => {
    held = route;
  });
  await page.keyboard.press('/');
  const state = palette(page).getByRole('status');
  await state.getByText('Type at least two characters').waitFor();
  await page.keyboard.type('har');
  await state.getByText('Searching customers …').waitFor();
  await expect.poll(() => held).not.toBeNull();
  await page.keyboard.type('mony');
  await palette(page)
    .getByRole('option', { name: /Harmony Choir/u })
    .waitFor();
  await state.getByText('1 customer found').waitFor();
  await (held as Route | null)?.continue().catch(() => undefined);
  await page.keyboard.type(' zzz');
  await state.getByText('No customer found for “harmony zzz”.').waitFor();

  await page.route(/\/api\/customers\?.*q=bake/u, (route) => route.abort());
  await palette(page).getByRole('combobox').fill('bake');
  await state.getByText('Customers could not be searched. The server did not answer.').waitFor();
  await page.unroute(/\/api\/customers\?.*q=bake/u);

  await palette(page).getByRole('combobox').fill('bakery');
  const found = palette(page).getByRole('option', { name: /Harbour Bakery.*New.*Ben of harbour/u });
  await found.waitFor();
  await page.keyboard.press('Enter');
  await page.waitForURL(`/customers/${bakery}`);
  await page.context().close();
});

test('keys lead everywhere, the sheet lists what works here, and the skip link leads to the page', async () => {
  const page = await openMyWork();
  await page.goto('/settings/profile');
  await page.getByRole('heading', { level: 1, name: 'Profile' }).waitFor();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await page.waitForFunction(() => document.activeElement?.id === 'content');

  for (const [key, place, title] of [
    ['a', '/activity', 'Activity'],
    ['n', '/mentions', 'Mentions'],
    ['s', '/settings/profile', 'Profile'],
    ['i', '/my-work', 'My work'],
  ] as const) {
    await page.keyboard.press('g');
    await page.keyboard.press(key);
    await page.getByRole('heading', { level: 1, name: title }).waitFor();
    expect(path(page)).toBe(place);
    expect(await page.title()).toMatch(new RegExp(`^${title} · .*Caseload$`, 'u'));
    expect(await page.getByRole('navigation', { name: 'Main' }).locator('a[data-active]').count()).toBe(1);
  }

  await page.keyboard.press('?');
  const sheet = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
  await sheet.getByRole('region', { name: 'In a list' }).getByText('Select the customer').waitFor();
  expect(await sheet.getByText('Write a comment').count()).toBe(0);
  await sheet.getByRole('link', { name: 'Change the keys' }).click();
  await page.waitForURL('/settings/keys');
  await page.context().close();
});

test('a new customer is created once, whatever fails, and nothing typed is lost', async () => {
  const page = await openMyWork();
  const dialog = page.getByRole('dialog', { name: 'New customer' });
  const name = dialog.getByLabel('Name');
  await page.keyboard.press('c');
  await dialog.waitFor();
  await page.keyboard.press('Enter');
  await dialog.getByText('A customer needs a name.').waitFor();
  await name.fill('Quay Coffee');
  await dialog.getByLabel('Due').fill('2026-12-01T12:00');
  await dialog.getByLabel('Notes').fill('Wants a quote');
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'detached' });
  await page.reload();
  await page.getByRole('button', { name: 'New customer' }).click();
  expect(await name.inputValue()).toBe('Quay Coffee');

  // The server does it, but its answer is lost.
  await page.route('**/api/customers', async (route) => {
    await route.fetch();
    await route.abort();
  });
  await dialog.getByRole('button', { name: 'Create customer' }).click();
  await dialog.getByText('Trying again will not create a second one.').waitFor();
  expect(await name.isDisabled()).toBe(true);
  await page.unroute('**/api/customers');
  await page.reload();
  await page.getByRole('button', { name: 'New customer' }).click();
  expect(await name.isDisabled()).toBe(true);
  await dialog.getByRole('button', { name: 'Retry' }).click();
  await page.getByRole('heading', { level: 1, name: 'Quay Coffee' }).waitFor();

  const rows = await rowsOf(
    office.databaseUrl,
    `select notes, assigned_to, due_at from customers where name = 'Quay Coffee'`,
  );
  expect(rows).toMatchObject([
    {
      notes: 'Wants a quote',
      assigned_to: office.cast.harbour.employee.id,
      due_at: new Date('2026-12-01T11:00:00Z'),
    },
  ]);
  // While the form fades away, keys are still its own.
  await dialog.waitFor({ state: 'detached' });
  await page.keyboard.press('c');
  expect(await name.inputValue()).toBe('');
  await page.context().close();
});

test('unread mentions are counted in the rail', async () => {
  const { employee, supervisor } = office.cast.harbour;
  // Not the customer that is opened on the way to the list: opening reads.
  const elsewhere = await office.newCustomer();
  const sue = await office.openAt(elsewhere, supervisor);
  const answer = await sue.request.post(`/api/customers/${elsewhere}/comments`, {
    data: { body: `@[${employee.name}](user:${employee.id}) please call` },
    headers: { 'idempotency-key': crypto.randomUUID() },
  });
  expect(answer.status()).toBe(201);
  const page = await openMyWork();
  const link = page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: /Mentions/u });
  await link.getByLabel('1 unread').waitFor();
  await Promise.all([page.context().close(), sue.context().close()]);
});

test('a refusal for too many requests counts down, in the bar and where it happened', async () => {
  const page = await openMyWork();
  await page.route('**/api/settings/sessions', tooMany);
  await page.goto('/settings/sessions');
  await page.getByText(/^Too many requests · 1:0\d$/u).waitFor();
  const panel = page.getByRole('alert').filter({ hasText: 'Too many requests.' });
  expect(await panel.getByRole('button', { name: 'Retry' }).isDisabled()).toBe(true);
  const before = await panel.innerText();
  await expect.poll(() => panel.innerText()).not.toBe(before);
  await page.context().close();
});

test('on a phone the rail is behind its button, and search, mentions and a new customer are at hand', async () => {
  const page = await office.openAt(bakery, office.cast.harbour.employee, {
    viewport: { width: 360, height: 740 },
  });
  const rail = page.getByRole('navigation', { name: 'Main' });
  expect(await isOnScreen(rail)).toBe(false);
  await page.getByRole('button', { name: 'Open the menu' }).click();
  await expect.poll(() => isOnScreen(rail)).toBe(true);
  await rail.getByRole('link', { name: 'Settings' }).click();
  await page.getByRole('heading', { level: 1, name: 'Profile' }).waitFor();
  for (const name of ['Search customers', 'New customer'])
    expect(await page.getByRole('button', { name }).isVisible()).toBe(true);
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  expect(overflow).toBeLessThanOrEqual(0);
  await page.context().close();
});
