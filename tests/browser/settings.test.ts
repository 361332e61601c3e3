import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { PASSWORD } from '../support/cast.ts';
import { type CustomerOffice, openCustomerOffice } from './support/customerOffice.ts';

let office: CustomerOffice;
let customer: string;

beforeAll(async () => {
  office = await openCustomerOffice();
  customer = await office.newCustomer({ name: 'Harbour Bakery', dueAt: '2026-11-21T12:00:00Z' });
}, 180_000);
afterAll(() => office.stop());

async function openSettings(section: string, person = office.cast.harbour.employee): Promise<Page> {
  const page = await office.openAt(customer, person);
  await page.goto(`/settings/${section}`);
  await page.getByRole('heading', { level: 1 }).waitFor();
  return page;
}

const saved = (page: Page) => page.getByRole('status').filter({ hasText: 'Saved' }).first();
const scheme = (page: Page) =>
  page.evaluate(() => document.documentElement.getAttribute('data-mantine-color-scheme'));

test('name and time zone: the name shows at once, and days are those of the zone', async () => {
  const page = await openSettings('profile');
  await page.getByLabel('Name', { exact: true }).fill('  Ana Maria  ');
  await page.getByRole('button', { name: 'Save name' }).click();
  await page.locator('.rail__person').getByText('Ana Maria', { exact: true }).waitFor();

  const zone = page.getByRole('combobox', { name: 'Time zone' });
  await zone.click();
  await zone.fill('kiritimati');
  await page.getByRole('option', { name: /Pacific\/Kiritimati \(GMT\+14\)/u }).click();
  await saved(page).waitFor();
  await page.goto(`/customers/${customer}`);
  await page.locator('.customer-header').getByText('22 Nov 2026').waitFor();
  expect(await page.getByLabel('Due', { exact: true }).inputValue()).toBe('2026-11-22T02:00');
  await page.context().close();

  const ada = await office.openAt(customer, office.cast.harbour.admin);
  await ada.goto('/people?show=history');
  const entry = ada.locator('.organisation-history__entry').first();
  await entry.getByText('Ana Maria changed their own details', { exact: true }).waitFor();
  await entry.getByText(`Name: ${office.cast.harbour.employee.name} → Ana Maria`, { exact: true }).waitFor();
  await ada.context().close();
});

test('colours and rows are set at once, survive a reload without a flash, and go back when they cannot be saved', async () => {
  const page = await openSettings('appearance', office.cast.harbour.colleague);
  expect(await scheme(page)).toBe('light');
  await page.getByText('Dark', { exact: true }).click();
  await page.getByText('Compact', { exact: true }).click();
  await expect.poll(() => scheme(page)).toBe('dark');
  const row = () =>
    page.evaluate(() => getComputedStyle(document.documentElement).getPropertyValue('--case-row').trim());
  await expect.poll(row).toBe('2rem');
  await saved(page).waitFor();

  // Nothing of the page but its head has run when it is first painted.
  await page.route('**/assets/index-*.js', (route) => route.abort());
  await page.reload({ waitUntil: 'domcontentloaded' });
  expect([await scheme(page), await row()]).toEqual(['dark', '2rem']);
  expect(await page.locator('#root > *').count()).toBe(0);
  await page.unroute('**/assets/index-*.js');
  await page.reload();
  await page.getByRole('heading', { level: 1 }).waitFor();

  await page.route('**/api/settings', (route) => route.abort());
  await page.getByText('Comfortable', { exact: true }).click();
  await page.getByText('Not saved, so it is as it was before.').waitFor();
  expect(await row()).toBe('2rem');
  expect(await page.getByRole('radio', { name: 'Compact' }).isChecked()).toBe(true);
  await page.context().close();
});

test('keys: changed by pressing, clashes explained, taken over, switched off, reset', async () => {
  const page = await openSettings('keys');
  const line = (action: string) => page.locator(`[data-action="${action}"]`);
  const change = async (action: string, ...keys: string[]) => {
    await line(action)
      .getByRole('button', { name: /^Change/u })
      .click();
    for (const key of keys) await page.keyboard.press(key);
  };
  await change('customers.new', 'y');
  await line('customers.new').locator('kbd').getByText('Y', { exact: true }).waitFor();
  await page.keyboard.press('c');
  expect(await page.getByRole('dialog').count()).toBe(0);
  await page.keyboard.press('y');
  await page.getByRole('dialog', { name: 'New customer' }).waitFor();
  await page.keyboard.press('Escape');

  await change('go.activity', 'g', 's');
  await line('go.activity').getByText('already stands for “Go to Settings”.').waitFor();
  await line('go.activity').getByRole('button', { name: 'Use it here and take it away there' }).click();
  await line('go.settings').getByText('no key').waitFor();
  await change('customers.due', 'ArrowDown');
  await line('customers.due').getByText('always stands for “Next customer”.').waitFor();
  await line('customers.due').getByRole('button', { name: 'Cancel' }).click();

  await page.reload();
  await page.getByRole('heading', { level: 1 }).waitFor();
  await page.keyboard.press('g');
  await page.keyboard.press('s');
  await page.waitForURL(/\/activity/u);
  await page.goto('/settings/keys');
  const characters = page.getByRole('switch', { name: 'Keys that type a character' });
  await characters.click();
  await expect.poll(() => characters.isChecked()).toBe(false);
  await saved(page).waitFor();
  await page.keyboard.press('y');
  await page.keyboard.press('Control+k');
  await page.getByRole('dialog', { name: 'Commands and customers' }).waitFor();
  await page.keyboard.press('Escape');
  expect(await page.getByRole('dialog').count()).toBe(0);

  await characters.click();
  await expect.poll(() => characters.isChecked()).toBe(true);
  await page.getByRole('button', { name: 'Reset all keys' }).click();
  await line('customers.new').locator('kbd').getByText('C', { exact: true }).waitFor();
  await expect.poll(() => line('go.settings').locator('kbd').allInnerTexts()).toEqual(['G', 'S']);
  await page.context().close();
});

test('keys set in two tabs that know nothing of one another are both kept', async () => {
  const one = await openSettings('keys', office.cast.harbour.colleague);
  const two = await one.context().newPage();
  await two.goto('/settings/keys');
  const change = async (page: Page, action: string, key: string) => {
    const line = page.locator(`[data-action="${action}"]`);
    await line.getByRole('button', { name: /^Change/u }).click();
    await page.keyboard.press(key);
    await line.locator('kbd').getByText(key.toUpperCase(), { exact: true }).waitFor();
    await saved(page).waitFor();
  };
  await two.getByRole('heading', { level: 1 }).waitFor();
  await change(one, 'customers.new', 'y');
  await change(two, 'keys.sheet', 'q');
  const settings = await two.request.get('/api/settings');
  expect((await settings.json()).keys).toEqual({ 'customers.new': 'y', 'keys.sheet': 'q' });
  await one.context().close();
});

test('sessions: this one is marked, another is ended and is signed out at once', async () => {
  const page = await openSettings('sessions', office.cast.harbour.supervisor);
  const other = await office.openAt(customer, office.cast.harbour.admin);
  await office.signIn(other, office.cast.harbour.supervisor);
  await page.reload();
  const lines = page.locator('.session-list__item');
  await lines.nth(1).waitFor();
  expect(await lines.count()).toBe(2);
  const here = lines.filter({ hasText: 'This one' });
  expect(await here.innerText()).toMatch(/^Chrome on Linux/u);
  expect((await other.request.get('/api/session')).status()).toBe(200);
  await page.getByRole('button', { name: /^End the session/u }).click();
  await page.getByText('You are signed in nowhere else.').waitFor();
  expect((await other.request.get('/api/session')).status()).toBe(401);
  expect((await page.request.get('/api/session')).status()).toBe(200);
  await Promise.all([page.context().close(), other.context().close()]);
});

test('password: the rules come first, faults stand at their fields, and the new one holds', async () => {
  const person = office.cast.northgate.employee;
  const page = await office.openAt(customer, office.cast.harbour.admin);
  await office.signIn(page, person);
  await page.goto('/settings/password');
  await page.getByText('At least 15 characters').waitFor();
  const current = page.getByLabel('Current password', { exact: true });
  const next = page.getByLabel('New password', { exact: true });
  const press = () => page.getByRole('button', { name: 'Change password' }).click();

  await next.fill('too short');
  await page.getByText('6 characters more').waitFor();
  await press();
  await page.getByText('Please fill this in.').waitFor();
  await page.getByText('At least 15 characters are needed.').waitFor();
  await current.fill('not the password');
  await next.fill('passwordpassword');
  await press();
  await page.getByText('This is not your current password.').waitFor();
  await page.getByText('This is easily guessed').waitFor();
  await current.fill(PASSWORD);
  await next.fill('seven quiet otters paddle');
  await press();
  await page.getByText('Your password is changed.').waitFor();
  expect(await next.inputValue()).toBe('');
  expect((await page.request.get('/api/session')).status()).toBe(200);
  const again = (password: string) =>
    page.request.post('/api/session', { data: { email: person.email, password } });
  expect((await again(PASSWORD)).status()).toBe(401);
  expect((await again('seven quiet otters paddle')).status()).toBe(200);
  await page.context().close();
});

test('only administrators find custom fields, and an unknown part is no page', async () => {
  const page = await openSettings('profile');
  expect(await page.getByRole('link', { name: 'Custom fields' }).count()).toBe(0);
  await page.goto('/settings/custom-fields');
  await page.getByText('Only administrators can change this.').waitFor();
  await page.goto('/settings/nonsense');
  await page.getByRole('heading', { name: 'Page not found' }).waitFor();
  await page.context().close();
  const ada = await openSettings('profile', office.cast.harbour.admin);
  await ada.getByRole('link', { name: 'Custom fields' }).click();
  await ada.getByRole('heading', { level: 1, name: 'Custom fields' }).waitFor();
  await ada.context().close();
});
