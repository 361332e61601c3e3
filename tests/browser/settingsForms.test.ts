import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type CustomerOffice, openCustomerOffice } from './support/customerOffice.ts';
import { holdBack } from './support/holdBack.ts';

let office: CustomerOffice;
let customer: string;

beforeAll(async () => {
  office = await openCustomerOffice();
  customer = await office.newCustomer();
}, 180_000);
afterAll(() => office.stop());

async function openSettings(section: string): Promise<Page> {
  const page = await office.openAt(customer, office.cast.harbour.admin);
  await page.goto(`/settings/${section}`);
  await page.getByRole('heading', { level: 1 }).waitFor();
  return page;
}

test('what is typed into the name while the former one is being saved stays, and is not told as saved', async () => {
  const page = await openSettings('profile');
  const name = page.getByLabel('Name', { exact: true });
  const letAnswer = await holdBack(page, '**/api/settings/profile', 'PATCH');
  await name.fill('  Ada ');
  await name.press('Enter');
  await page.getByText('Saving').first().waitFor();
  await name.fill('Ada Lovelace');
  letAnswer();
  await page.locator('.rail__person').getByText('Ada', { exact: true }).waitFor();
  expect(await name.inputValue()).toBe('Ada Lovelace');
  expect(await page.getByText('Saved', { exact: true }).count()).toBe(0);

  await page.getByRole('button', { name: 'Save name' }).click();
  await page.locator('.rail__person').getByText('Ada Lovelace', { exact: true }).waitFor();
  await page.getByText('Saved', { exact: true }).waitFor();
  await page.context().close();
});

for (const { section, list, first, second } of [
  { section: 'statuses', list: 'Statuses in use', first: 'New', second: 'Closed' },
  { section: 'custom-fields', list: 'Custom fields in use', first: 'Plan', second: 'Seats' },
])
  test(`${section}: what is typed into one form stays when another is opened beside it`, async () => {
    const page = await openSettings(section);
    if (section === 'custom-fields')
      for (const label of [first, second]) {
        await page.getByRole('button', { name: 'Add a field' }).click();
        await page.getByLabel('Name', { exact: true }).fill(label);
        await page.getByRole('button', { name: 'Add the field' }).click();
        await page.getByRole('button', { name: `Edit ${label}` }).waitFor();
      }
    const forms = page.getByRole('list', { name: list }).locator('form');
    await page.getByRole('button', { name: `Edit ${first}`, exact: true }).click();
    await forms.getByRole('textbox').first().fill('Half typed');
    await page.getByRole('button', { name: `Edit ${second}`, exact: true }).click();
    await expect.poll(() => forms.count()).toBe(2);
    expect(await forms.first().getByRole('textbox').first().inputValue()).toBe('Half typed');

    await forms.last().getByRole('button', { name: 'Cancel' }).click();
    await forms.getByRole('button', { name: 'Save' }).click();
    await page.getByRole('button', { name: 'Edit Half typed' }).waitFor();
    expect(await forms.count()).toBe(0);
    await page.context().close();
  });
