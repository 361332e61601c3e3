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

test('German is a setting: at once, after a reload, and on the sign-in page of this browser', async () => {
  const page = await office.openAt(customer, office.cast.harbour.colleague);
  await page.goto('/settings/profile');
  await page.getByRole('combobox', { name: 'Language' }).click();
  await page.getByRole('option', { name: 'Deutsch' }).click();
  await page.getByRole('heading', { level: 1, name: 'Profil' }).waitFor();
  expect(await page.evaluate(() => document.documentElement.lang)).toBe('de');
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
