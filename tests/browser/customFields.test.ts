import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type CustomerOffice, openCustomerOffice } from './support/customerOffice.ts';

let office: CustomerOffice;

beforeAll(async () => {
  office = await openCustomerOffice();
}, 180_000);
afterAll(() => office.stop());

const story = (page: Page) => page.getByRole('region', { name: 'Comments and changes' });
const inUse = (page: Page) => page.getByRole('list', { name: 'Custom fields in use' });
const labels = (page: Page) => inUse(page).locator('strong').allInnerTexts();

async function add(page: Page, label: string, kind: string, choices?: string): Promise<void> {
  await page.getByRole('button', { name: 'Add a field' }).click();
  await page.getByLabel('Name', { exact: true }).fill(label);
  await page.getByRole('radio', { name: kind }).check();
  if (choices !== undefined) await page.getByLabel('Choices').fill(choices);
  await page.getByRole('button', { name: 'Add the field' }).click();
  await inUse(page).getByText(label, { exact: true }).waitFor();
}

test('an administrator defines fields, everybody fills them in by their kind, and archiving hides none of it', async () => {
  const { admin } = office.cast.harbour;
  const id = await office.newCustomer({ fields: { free: 'as before' } });
  const settings = await office.openAt(id, admin);
  await settings.goto('/settings/custom-fields');
  await settings.getByText('There are no custom fields yet.').waitFor();
  await add(settings, 'Plan', 'Choice', 'Gold\nSilver\nGold');
  await add(settings, 'Contract no.', 'Text');
  await add(settings, 'Seats', 'Number');
  await add(settings, 'Renewal', 'Date');
  await settings.getByRole('button', { name: 'Move Seats up' }).click();
  await expect.poll(() => labels(settings)).toEqual(['Plan', 'Seats', 'Contract no.', 'Renewal']);

  const page = await office.openAt(id);
  await page.getByRole('combobox', { name: 'Plan' }).click();
  expect(await page.getByRole('option').allInnerTexts()).toEqual(['No choice', 'Gold', 'Silver']);
  await page.getByRole('option', { name: 'Silver' }).click();
  await story(page).getByText('set Plan to Silver').waitFor();
  const seats = page.getByRole('textbox', { name: 'Seats' });
  await seats.fill('a few');
  await page.getByText('This is no number yet').waitFor();
  await seats.fill('1,234');
  await seats.press('Enter');
  await page.getByText('Is it 1234?').waitFor();
  await seats.blur();
  expect((await office.rowOf(id)).fields).not.toHaveProperty('seats');
  await seats.fill('12,5');
  await seats.press('Enter');
  await story(page).getByText('set Seats to 12.5').waitFor();
  await page.getByLabel('Renewal', { exact: true }).fill('2027-03-01');
  await page.getByLabel('Renewal', { exact: true }).press('Enter');
  await story(page).getByText('set Renewal to 1 Mar 2027').waitFor();
  await page.getByRole('textbox', { name: 'Contract no.' }).fill('C-1');
  await page.getByRole('textbox', { name: 'Contract no.' }).press('Enter');
  await story(page).getByText('set Contract no. to C-1').waitFor();
  expect(await page.getByRole('textbox', { name: 'free' }).inputValue()).toBe('as before');
  await page.getByRole('combobox', { name: 'Plan' }).click();
  await page.getByRole('option', { name: 'No choice' }).click();
  await story(page).getByText('cleared Plan (was Silver)').waitFor();
  expect((await office.rowOf(id)).fields).toEqual({
    free: 'as before',
    seats: 12.5,
    renewal: '2027-03-01',
    contractNo: 'C-1',
  });

  await settings.getByRole('button', { name: 'Archive Seats' }).click();
  await settings.getByRole('list', { name: 'Archived fields' }).getByText('Seats', { exact: true }).waitFor();
  await page.reload();
  await page.getByText('Seats (Archived)').waitFor();
  expect(await page.getByRole('textbox', { name: 'Seats' }).count()).toBe(0);
  await settings.getByRole('button', { name: 'Bring Seats back' }).click();
  await expect.poll(() => labels(settings)).toContain('Seats');
});

test('two administrators at one field: the slower one is told, sees the newer name and can go on', async () => {
  const { admin } = office.cast.northgate;
  const [first, second] = await Promise.all([openSettings(admin), openSettings(admin)]);
  await add(first, 'Region', 'Text');
  await second.reload();
  await second.getByRole('button', { name: 'Edit Region' }).click();
  await first.getByRole('button', { name: 'Edit Region' }).click();
  await first.getByLabel('Name', { exact: true }).fill('Area');
  await first.getByRole('button', { name: 'Save' }).click();
  await inUse(first).getByText('Area', { exact: true }).waitFor();

  await second.getByLabel('Name', { exact: true }).fill('District');
  await second.getByRole('button', { name: 'Save' }).click();
  await second.getByText('Somebody else changed this field in the meantime.').waitFor();
  expect(await second.getByLabel('Name', { exact: true }).inputValue()).toBe('District');
  await second.getByRole('button', { name: 'Save' }).click();
  await expect.poll(() => labels(second)).toEqual(['District']);
});

test('what somebody else changed in a field while it is edited is not put back with what one did not touch', async () => {
  const { admin } = office.cast.northgate;
  const [first, second] = await Promise.all([openSettings(admin), openSettings(admin)]);
  await add(first, 'Tariff', 'Choice', 'Basic\nPlus');
  await add(first, 'Quarter', 'Text');
  await add(first, 'Spare', 'Text');
  await second.reload();
  await second.getByRole('button', { name: 'Edit Tariff' }).click();
  await second.getByLabel('Choices').fill('Basic\nPlus\nGold');

  await first.getByRole('button', { name: 'Edit Tariff' }).click();
  await first.getByLabel('Name', { exact: true }).fill('Rate');
  await first.getByLabel('Choices').fill('Basic\nPlus\nSilver');
  await first.getByRole('button', { name: 'Save' }).click();
  await inUse(first).getByText('Rate', { exact: true }).waitFor();

  // The list is read anew behind the form, as when somebody comes back to the window.
  await second.getByRole('button', { name: 'Archive Spare' }).click();
  await expect.poll(() => labels(second)).not.toContain('Spare');
  await second.getByRole('button', { name: 'Save' }).click();
  await second.getByText('Their changes are in here now and yours are kept').first().waitFor();
  expect(await second.getByLabel('Name', { exact: true }).inputValue()).toBe('Rate');
  expect(await second.getByLabel('Choices').inputValue()).toBe('Basic\nPlus\nSilver\nGold');
  await second.getByRole('button', { name: 'Save' }).click();
  await inUse(second).getByText('Basic · Plus · Silver · Gold').waitFor();
  expect(await labels(second)).toContain('Rate');

  // One's own move of the field is nothing to be told of.
  await second.getByRole('button', { name: 'Edit Rate' }).click();
  await second.getByLabel('Name', { exact: true }).fill('Price list');
  await second.getByRole('button', { name: 'Move Quarter up' }).click();
  await inUse(second).getByRole('listitem').last().getByRole('button', { name: 'Save' }).click();
  await expect.poll(() => labels(second)).toContain('Price list');
});

test('who closes a form by a key is at the button that opened it', async () => {
  const page = await openSettings(office.cast.northgate.admin);
  await add(page, 'Depot', 'Text');
  const edit = page.getByRole('button', { name: 'Edit Depot' });
  await edit.press('Enter');
  await page.getByRole('button', { name: 'Cancel' }).press('Enter');
  await edit.waitFor();
  await expect.poll(() => edit.evaluate((button) => button === document.activeElement)).toBe(true);

  const addField = page.getByRole('button', { name: 'Add a field' });
  await addField.press('Enter');
  await page.getByRole('button', { name: 'Cancel' }).press('Enter');
  await addField.waitFor();
  await expect.poll(() => addField.evaluate((button) => button === document.activeElement)).toBe(true);
});

async function openSettings(person: CustomerOffice['cast']['harbour']['admin']): Promise<Page> {
  const page = await office.openAt('none', person);
  await page.goto('/settings/custom-fields');
  await page.getByRole('button', { name: 'Add a field' }).waitFor();
  return page;
}
