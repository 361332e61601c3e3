import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type CustomerOffice, openCustomerOffice } from './support/customerOffice.ts';
import { untranslated } from './support/foreignWords.ts';

let office: CustomerOffice;
let customer: string;

beforeAll(async () => {
  office = await openCustomerOffice();
  customer = await office.newCustomer({
    name: 'Harbour Bakery',
    email: 'post@bakery.example',
    dueAt: '2026-11-21T12:00:00Z',
    tags: ['monday'],
    notes: 'Calls every Monday.',
  });
}, 180_000);
afterAll(() => office.stop());

/** What people and the office wrote themselves, and names that are the same in every language. */
const DATA = [
  ...['Harbour Bakery', 'post@bakery.example', 'monday', 'Calls every Monday.', 'harbour', 'Please look'],
  ...['Ana of harbour', 'Ben of harbour', 'Sue of harbour', 'Ada of harbour'],
  ...['ana', 'ben', 'sue', 'ada'].map((name) => `${name}@harbour.example`),
  ...['New', 'In progress', 'Waiting', 'Escalated', 'Resolved', 'Closed', 'Europe/Berlin', 'Chrome', 'Linux'],
];

test('no text stands in the code: in a made-up language no screen shows a word of English', async () => {
  const { supervisor, employee } = office.cast.harbour;
  const sue = await office.openAt(customer, supervisor);
  await sue.request.post(`/api/customers/${customer}/comments`, {
    data: { body: `Please look @[${employee.name}](user:${employee.id})` },
    headers: { 'idempotency-key': crypto.randomUUID() },
  });
  await sue.context().close();

  const found = new Map<string, string[]>();
  const lookAt = async (shown: Page, where: string) => {
    const plain = await untranslated(shown, DATA);
    if (plain.length > 0) found.set(where, plain);
  };
  const visit = async (shown: Page, address: string) => {
    await shown.goto(address);
    await shown.getByRole('heading', { level: 1 }).waitFor();
    await shown.waitForFunction(
      () => document.querySelector('.mantine-Skeleton-root, [aria-busy="true"]') === null,
    );
    await lookAt(shown, address);
  };
  const ada = await office.openAt(customer, office.cast.harbour.admin, { locale: 'en-XA' });
  const ofAdministrators = ['/customers', '/board', '/reports', '/import', '/people', '/teams'];
  for (const address of [...ofAdministrators, '/settings/statuses', '/settings/tags'])
    await visit(ada, address);
  await ada.context().close();

  const page = await office.openAt(customer, employee, { locale: 'en-XA' });
  const look = (where: string) => lookAt(page, where);
  expect(await page.evaluate(() => document.documentElement.lang)).toBe('en-XA');
  await page.locator('.timeline').waitFor();
  await look('the customer’s page');
  const screens = ['/my-work', '/activity', '/mentions?show=all', '/nowhere'];
  const settings = ['profile', 'appearance', 'keys', 'sessions', 'password', 'custom-fields'];
  for (const address of [...screens, ...settings.map((section) => `/settings/${section}`)]) {
    await visit(page, address);
  }

  for (const [keys, what] of [
    [['Control+k'], 'the palette'],
    [['?'], 'the sheet of keys'],
    [['c'], 'the new customer'],
  ] as const) {
    await page.goto('/my-work');
    await page.getByRole('heading', { level: 1 }).waitFor();
    for (const key of keys) await page.keyboard.press(key);
    await page.getByRole('dialog').waitFor();
    await look(what);
  }
  await page.context().clearCookies();
  await page.goto('/sign-in');
  await page.getByRole('heading', { level: 1 }).waitFor();
  await look('sign-in');
  expect(Object.fromEntries(found)).toEqual({});
  await page.context().close();
}, 120_000);

test('nor does what comes up while people work: menus, bars, questions, offers and refusals', async () => {
  const { employee, supervisor } = office.cast.harbour;
  const id = await office.newCustomer({ name: 'Harbour Bakery', phone: '1', dueAt: '2026-11-21T12:00:00Z' });
  const sue = await office.openAt(id, supervisor);
  const page = await office.openAt(id, employee, { locale: 'en-XA' });
  const found = new Map<string, string[]>();
  const look = async (selector: string, where: string) => {
    await page.locator(selector).first().waitFor();
    const plain = await untranslated(page, [...DATA, 'Half a comment', 'nobody']);
    if (plain.length > 0) found.set(where, plain);
  };
  const press = async (...keys: readonly string[]) => {
    for (const key of keys) await page.keyboard.press(key);
  };

  await page.goto('/my-work');
  await page.locator('.customer-table__row').first().waitFor();
  await press('j', 'Space');
  await look('.preview__name', 'the preview');
  await press('Escape', 's');
  await look('[role="menuitemradio"]', 'the menu of a row');
  await press('Escape', 'x');
  await look('.bulk-bar', 'the bar of the chosen');
  await page.goto('/queue');
  await look('.queue-bar', 'the queue');
  await page.locator('.queue-bar__ways button').first().click();
  await look('[role="dialog"] [role="radio"], [role="dialog"] input[type="radio"]', 'skipping');

  await page.goto(`/customers/${id}`);
  await page.locator('.header-actions').waitFor();
  await press('e');
  await look('.undo-toast', 'an offer to undo');
  await press('z');
  await page.locator('.undo-toast').waitFor({ state: 'detached' });
  await page.locator('.details .field-history').first().click();
  await look('.earlier-values__line button', 'the history of a field');
  await page.locator('.earlier-values__line button').first().click();
  await look('.restore', 'restoring');
  await press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });

  await page.locator('input[inputmode="email"]').fill('nobody');
  await page.locator('input[inputmode="email"]').press('Enter');
  await look('.field-state[data-kind="failed"]', 'a field that was refused');
  const { updatedAt } = await (await sue.request.get(`/api/customers/${id}`)).json();
  await page.locator('input[type="tel"]').fill('4711');
  await sue.request.patch(`/api/customers/${id}`, { data: { updatedAt, phone: '0815' } });
  await page.locator('input[type="tel"]').press('Enter');
  await look('[role="dialog"] input[type="radio"]', 'a conflict');

  const draft = { device: crypto.randomUUID(), content: { text: 'Half a comment' } };
  await page.request.put(`/api/customers/${id}/desk/drafts/comment`, {
    data: { ...draft, typedAt: new Date().toISOString() },
  });
  await page.reload();
  await look('.draft-offer', 'a draft of another device');
  await page.context().setOffline(true);
  await look('.offline-bar', 'the bar while offline');
  await page.context().setOffline(false);

  for (const [type, status] of [
    ['internal', 500],
    ['rate-limited', 429],
    ['forbidden', 403],
  ] as const) {
    const json = { type, status, title: 'English', detail: 'English', instance: '1', retryAfterSeconds: 42 };
    const contentType = 'application/problem+json';
    await page.route('**/api/activity?**', (route) => route.fulfill({ status, contentType, json }));
    await page.goto('/activity');
    await look('.mantine-Alert-root', `the answer ${status}`);
    await page.unroute('**/api/activity?**');
  }
  expect(Object.fromEntries(found)).toEqual({});
  await Promise.all([page.context().close(), sue.context().close()]);
}, 90_000);

test('German is a setting: at once, after a reload, and on the sign-in page of this browser', async () => {
  const page = await office.openAt(customer, office.cast.harbour.colleague);
  await page.goto('/settings/profile');
  await page.getByRole('combobox', { name: 'Language' }).click();
  await page.getByRole('option', { name: 'Deutsch' }).click();
  await page.getByRole('heading', { level: 1, name: 'Profil' }).waitFor();
  await expect.poll(() => page.evaluate(() => document.documentElement.lang)).toBe('de');
  await page.getByRole('status').filter({ hasText: 'Gespeichert' }).waitFor();

  await page.goto(`/customers/${customer}`);
  await page.getByText('21. Nov. 2026').first().waitFor();
  const rail = page.getByRole('navigation', { name: 'Hauptmenü' });
  expect(await rail.getByRole('link').allInnerTexts()).toEqual([
    'Meine Arbeit',
    'Kunden',
    'Aktivität',
    'Berichte',
    'Erwähnungen',
    'Einstellungen',
  ]);
  await page.context().clearCookies();
  await page.goto('/sign-in');
  await page.getByRole('heading', { level: 1, name: 'Anmelden' }).waitFor();
  await page.context().close();
});

test('a browser that prefers German gets it unasked', async () => {
  const page = await office.openAt(customer, office.cast.harbour.supervisor, { locale: 'de-AT' });
  await page.goto('/my-work');
  await page.getByRole('heading', { level: 1, name: 'Meine Arbeit' }).waitFor();
  await page.context().close();
});
