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

test('a name that somebody else changed meanwhile is not overwritten unseen', async () => {
  const page = await openSettings('profile');
  const name = page.getByLabel('Name', { exact: true });
  const before = await name.inputValue();
  await name.fill('Ada King');
  await page.request.patch('/api/settings/profile', { data: { name: 'Ada Byron' } });
  await page.getByRole('button', { name: 'Save name' }).click();
  await page.getByText('changed to “Ada Byron” meanwhile').waitFor();
  expect(await name.inputValue()).toBe('Ada King');
  await page.locator('.rail__person').getByText('Ada Byron', { exact: true }).waitFor();

  await page.getByRole('button', { name: 'Save name' }).click();
  await page.getByText('Saved', { exact: true }).waitFor();
  await page.locator('.rail__person').getByText('Ada King', { exact: true }).waitFor();
  await page.request.patch('/api/settings/profile', { data: { name: before } });
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

for (const { section, add, label } of [
  { section: 'statuses', add: 'Add a status', label: 'Name' },
  { section: 'custom-fields', add: 'Add a field', label: 'Name' },
  { section: 'password', add: null, label: 'New password' },
  { section: 'profile', add: null, label: 'Name' },
])
  test(`${section}: what is typed into a form is asked about before its section is left`, async () => {
    const page = await openSettings(section);
    if (add !== null) await page.getByRole('button', { name: add }).click();
    const box = page.getByLabel(label, { exact: true });
    await box.fill('Half typed');
    const question = page.getByRole('dialog', { name: 'Leave before it is saved?' });
    const appearance = page.getByRole('link', { name: 'Appearance' });
    await appearance.click();
    await question.getByRole('button', { name: 'Stay' }).click();
    expect(await box.inputValue()).toBe('Half typed');
    expect(page.url()).toContain(`/settings/${section}`);
    await appearance.click();
    await question.getByRole('button', { name: 'Leave' }).click();
    await page.getByRole('heading', { level: 1, name: 'Appearance' }).waitFor();
    await page.context().close();
  });

for (const { section, list, name, path } of [
  { section: 'statuses', list: 'Statuses in use', name: 'Waiting', path: '/api/statuses' },
  { section: 'custom-fields', list: 'Custom fields in use', name: 'Tariff', path: '/api/custom-fields' },
])
  test(`${section}: what is typed stays when somebody else archives the row meanwhile, and can be saved`, async () => {
    const page = await openSettings(section);
    if (section === 'custom-fields') {
      await page.request.post(path, { data: { key: 'tariff', label: name, type: 'text', choices: [] } });
    }
    await page.clock.install();
    await page.reload();
    await page.getByRole('button', { name: `Edit ${name}`, exact: true }).click();
    const form = page.getByRole('list', { name: list }).locator('form');
    await form.getByRole('textbox').first().fill('Parked');
    const rowNow = async () => {
      const { items } = await (await page.request.get(path)).json();
      return items.find(({ label }: { label: string }) => [name, 'Parked'].includes(label));
    };
    const { key, updatedAt } = await rowNow();
    const archived = await page.request.patch(`${path}/${key}`, { data: { updatedAt, archived: true } });
    expect(archived.status()).toBe(200);
    // The list is older than it may be when somebody comes back to the window.
    await page.clock.fastForward(20_000);
    await page.evaluate(() => window.dispatchEvent(new Event('visibilitychange')));
    await page.getByText('in the meantime. What you changed can be saved').waitFor();
    expect(await form.getByRole('textbox').first().inputValue()).toBe('Parked');
    await form.getByRole('button', { name: 'Save' }).click();
    await form.waitFor({ state: 'detached' });
    expect(await rowNow()).toMatchObject({ label: 'Parked', archived: true });
    await page.context().close();
  });

test('the own name follows a change by an administrator until something is typed, and never what is typed', async () => {
  const { colleague } = office.cast.harbour;
  const page = await office.openAt(customer, colleague);
  await page.clock.install();
  await page.goto('/settings/profile');
  const name = page.getByLabel('Name', { exact: true });
  await name.waitFor();
  const ada = await openSettings('profile');
  async function rename(to: string): Promise<void> {
    const { items } = await (await ada.request.get('/api/people')).json();
    const { updatedAt } = items.find(({ id }: { id: string }) => id === colleague.id);
    const data = { updatedAt, name: to };
    expect((await ada.request.patch(`/api/people/${colleague.id}`, { data })).status()).toBe(200);
    await page.clock.fastForward(20_000);
    await page.evaluate(() => window.dispatchEvent(new Event('visibilitychange')));
    await page.locator('.rail__person').getByText(to, { exact: true }).waitFor();
  }
  await rename('Benjamin');
  expect(await name.inputValue()).toBe('Benjamin');
  await name.fill('Benny');
  await rename('Benedict');
  expect(await name.inputValue()).toBe('Benny');
  // It was typed in place of Benjamin.
  await page.getByRole('button', { name: 'Save name' }).click();
  await page.getByText('changed to “Benedict” meanwhile').waitFor();
  await page.getByRole('button', { name: 'Save name' }).click();
  await page.locator('.rail__person').getByText('Benny', { exact: true }).waitFor();
  await page.getByText('Saved', { exact: true }).waitFor();
  await rename('Ben');
  expect(await name.inputValue()).toBe('Ben');
  await Promise.all([page.context().close(), ada.context().close()]);
});
