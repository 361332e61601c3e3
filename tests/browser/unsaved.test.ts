import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Person } from '../support/cast.ts';
import { rowsOf } from '../support/rows.ts';
import { type CustomerOffice, openCustomerOffice } from './support/customerOffice.ts';
import { holdBack } from './support/holdBack.ts';

let office: CustomerOffice;

beforeAll(async () => {
  office = await openCustomerOffice();
}, 180_000);
afterAll(() => office.stop());

async function openAt(address: string, person: Person = office.cast.harbour.admin): Promise<Page> {
  const page = await office.openAt('none', person);
  await page.goto(address);
  await page.getByRole('heading', { level: 1 }).waitFor();
  return page;
}

const question = (page: Page) => page.getByRole('dialog', { name: 'Leave before it is saved?' });
const answer = (page: Page, name: 'Stay' | 'Leave') =>
  question(page).getByRole('button', { name, exact: true }).click();
const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();

type Form = {
  readonly what: string;
  readonly address: string;
  /** Opens the dialog. */
  readonly open: (page: Page) => Promise<void>;
  readonly title: string;
  readonly label: string;
};

const FORMS: readonly Form[] = [
  {
    what: 'a team',
    address: '/teams',
    open: (page) => press(page, 'New team'),
    title: 'New team',
    label: 'Name of the team',
  },
  {
    what: 'a person',
    address: '/people',
    async open(page) {
      await press(page, `Actions for ${office.cast.harbour.employee.name}`);
      await page.getByRole('menuitem', { name: 'Change name, e-mail or role' }).click();
    },
    title: 'Ana of harbour',
    label: 'Name',
  },
  {
    what: 'an invitation',
    address: '/people',
    open: (page) => press(page, 'Invite a person'),
    title: 'Invite a person',
    label: 'E-mail',
  },
  {
    what: 'a tag',
    address: '/settings/tags',
    open: (page) => press(page, 'Rename the tag vip'),
    title: 'vip',
    label: 'New name',
  },
  {
    what: 'a view',
    address: '/my-work?assignedTo=any&priority=urgent',
    open: (page) => press(page, 'Save view'),
    title: 'Save view',
    label: 'Name',
  },
];

for (const { what, address, open, title, label } of FORMS)
  test(`${what}: what is typed into the dialog is asked about before it is closed`, async () => {
    await office.newCustomer({ tags: ['vip'] });
    const page = await openAt(address);
    const dialog = page.getByRole('dialog', { name: title });
    const box = dialog.getByRole('textbox', { name: label, exact: true });
    await open(page);
    await box.waitFor();
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    expect(await question(page).count()).toBe(0);

    await open(page);
    await box.fill('Half typed');
    await page.keyboard.press('Escape');
    await question(page).waitFor();
    await page.keyboard.press('Escape');
    await question(page).waitFor({ state: 'detached' });
    await expect.poll(() => box.evaluate((element) => element === document.activeElement)).toBe(true);
    await page.keyboard.type('!');
    await page.mouse.click(5, 5);
    await dialog.getByRole('button', { name: 'Close' }).click();
    await answer(page, 'Stay');
    expect(await box.inputValue()).toBe('Half typed!');
    await page.keyboard.press('Escape');
    await answer(page, 'Leave');
    await dialog.waitFor({ state: 'detached' });
    await page.context().close();
  });

test('the way back to another screen is asked about, and taken or not', async () => {
  const page = await openAt('/people');
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Teams' }).click();
  await press(page, 'New team');
  const name = page.getByLabel('Name of the team');
  await name.fill('Half typed');
  const box = page.getByRole('combobox', { name: 'Add a person' });
  await box.fill(office.cast.harbour.employee.name);
  await page.getByRole('option').click();
  await page.goBack();
  await answer(page, 'Stay');
  await page.waitForURL('/teams');
  expect(await name.inputValue()).toBe('Half typed');
  await page.goBack();
  await answer(page, 'Leave');
  await page.waitForURL('/people');
  await page.getByRole('heading', { level: 1, name: 'People' }).waitFor();
  await page.context().close();
});

test('while a team is being saved it stays as it was sent; who leaves is asked until the answer has come', async () => {
  const page = await openAt('/teams');
  await press(page, 'New team');
  const dialog = page.getByRole('dialog', { name: 'New team' });
  const name = dialog.getByLabel('Name of the team');
  const letAnswer = await holdBack(page, '**/api/teams', 'POST');
  await name.fill('Quay');
  await name.press('Enter');
  await dialog.locator('button[data-loading]').waitFor();
  await page.keyboard.type(' and more');
  expect(await name.inputValue()).toBe('Quay');
  expect(await dialog.getByRole('button', { name: 'Cancel' }).isDisabled()).toBe(true);
  await page.keyboard.press('Escape');
  await question(page).waitFor();
  letAnswer();
  await question(page).waitFor({ state: 'detached' });
  await dialog.waitFor({ state: 'detached' });
  await page.getByRole('region', { name: 'Quay' }).waitFor();
  const teams = await rowsOf<{ name: string }>(office.databaseUrl, 'select name from teams', []);
  expect(teams).toEqual([{ name: 'Quay' }]);
  await page.context().close();
});

test('an invitation that is answered while one is asked shows its link, which is seen only once', async () => {
  const page = await openAt('/people');
  await press(page, 'Invite a person');
  const dialog = page.getByRole('dialog', { name: 'Invite a person' });
  await dialog.getByLabel('Name').fill('Nora Nowak');
  await dialog.getByLabel('E-mail').fill('nora@harbour.example');
  const letAnswer = await holdBack(page, '**/api/people', 'POST');
  await page.keyboard.press('Enter');
  await dialog.locator('button[data-loading]').waitFor();
  await page.keyboard.press('Escape');
  await question(page).waitFor();
  letAnswer();
  await dialog.getByLabel('One-time link').waitFor();
  expect(await question(page).count()).toBe(0);
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'detached' });
  await page.context().close();
});

test('a reason to skip stays as it was sent until the answer has come', async () => {
  const { employee } = office.cast.harbour;
  // Before those of the other tests.
  await office.newCustomer({ name: 'First', dueAt: '2020-01-01T09:00:00Z' });
  const page = await openAt('/queue', employee);
  await page.getByRole('heading', { level: 1, name: 'First' }).waitFor();
  await press(page, 'Skip …');
  const dialog = page.getByRole('dialog', { name: 'Skip this customer' });
  await dialog.getByRole('radio', { name: 'Another reason' }).check();
  const reason = dialog.getByRole('textbox', { name: 'Your reason' });
  await reason.fill('On holiday');
  const letAnswer = await holdBack(page, '**/api/customers/*/skips', 'POST');
  await reason.press('Enter');
  await dialog.locator('button[data-loading]').waitFor();
  await page.keyboard.type(' until Monday');
  expect(await reason.inputValue()).toBe('On holiday');
  letAnswer();
  await dialog.waitFor({ state: 'detached' });
  await page.context().close();
});
