import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type CustomerOffice, openCustomerOffice } from './support/customerOffice.ts';

let office: CustomerOffice;

beforeAll(async () => {
  office = await openCustomerOffice();
}, 180_000);
afterAll(() => office.stop());

const formOf = (page: Page) => page.getByRole('dialog', { name: 'New customer' });

async function openForm(): Promise<Page> {
  const page = await office.openAt(await office.newCustomer());
  await page.keyboard.press('c');
  await formOf(page).waitFor();
  return page;
}

/** Holds back the answers to those who create a customer until told to go on. */
async function holdBack(page: Page): Promise<() => void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  await page.route('**/api/customers', async (route) => {
    if (route.request().method() !== 'POST') return route.fallback();
    const answer = await route.fetch();
    await promise;
    await route.fulfill({ response: answer });
  });
  return resolve;
}

/** Sends the form, whose answer is held back, and closes it meanwhile. */
async function sendAndClose(page: Page, name: string): Promise<void> {
  await formOf(page).getByLabel('Name').fill(name);
  const sent = page.waitForRequest((request) => request.method() === 'POST');
  await page.keyboard.press('Enter');
  await sent;
  await page.keyboard.press('Escape');
  await formOf(page).waitFor({ state: 'hidden' });
}

test('the first field that is wrong gets the focus', async () => {
  const page = await openForm();
  const email = formOf(page).getByLabel('E-mail');
  await formOf(page).getByLabel('Name').fill('Quay Coffee');
  await email.fill('nonsense');
  await page.keyboard.press('Enter');
  await formOf(page).getByText('This is no e-mail address.').waitFor();
  expect(await email.evaluate((box) => box === document.activeElement)).toBe(true);
  await page.context().close();
});

test('closed while it is saved: the person stays where they are, is told, and finds nothing of it typed', async () => {
  const page = await openForm();
  const address = page.url();
  const letAnswer = await holdBack(page);
  await sendAndClose(page, 'Pier Bakery');
  letAnswer();
  await page.getByRole('alert').getByText('“Pier Bakery” was created.').waitFor();
  expect(page.url()).toBe(address);

  await page.keyboard.press('c');
  await formOf(page).waitFor();
  expect(await formOf(page).getByLabel('Name').inputValue()).toBe('');
  expect(await formOf(page).getByRole('button', { name: 'Start over' }).count()).toBe(0);
  await page.keyboard.press('Escape');
  await formOf(page).waitFor({ state: 'hidden' });
  await page.getByRole('link', { name: 'Open the customer' }).click();
  await page.getByRole('heading', { level: 1, name: 'Pier Bakery' }).waitFor();
  await page.context().close();
});

test('closed while it is saved and opened again: it goes on from there', async () => {
  const page = await openForm();
  const letAnswer = await holdBack(page);
  await sendAndClose(page, 'Mole Florist');
  await page.keyboard.press('c');
  await formOf(page).waitFor();
  expect(await formOf(page).getByLabel('Name').isDisabled()).toBe(true);
  letAnswer();
  await page.getByRole('heading', { level: 1, name: 'Mole Florist' }).waitFor();
  await page.context().close();
});

test('closed while it is saved, and without an answer: that is told, and what was typed is there again', async () => {
  const page = await openForm();
  const { promise, resolve } = Promise.withResolvers<void>();
  await page.route('**/api/customers', async (route) => {
    await promise;
    await route.abort();
  });
  await sendAndClose(page, 'Dock Cycles');
  resolve();
  const told = page.getByRole('alert').filter({ hasText: 'Dock Cycles' });
  await told.getByText('It is not known whether the customer was created.').waitFor();
  await page.keyboard.press('c');
  await formOf(page).waitFor();
  expect(await formOf(page).getByLabel('Name').inputValue()).toBe('Dock Cycles');
  await formOf(page).getByText('Trying again will not create a second one.').waitFor();
  await page.context().close();
});

test('closed while it is saved, and refused: that is told, and what was typed can be changed and created', async () => {
  const page = await openForm();
  const { promise, resolve } = Promise.withResolvers<void>();
  await page.route('**/api/customers', async (route) => {
    await promise;
    await route.continue({ postData: JSON.stringify({ name: '' }) });
  });
  await sendAndClose(page, 'Lock Tailors');
  resolve();
  await page.getByRole('alert').getByText('“Lock Tailors” was not created').waitFor();
  await page.unroute('**/api/customers');
  await page.keyboard.press('c');
  await formOf(page).waitFor();
  await formOf(page).getByLabel('Name').fill('Lock and Key Tailors');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { level: 1, name: 'Lock and Key Tailors' }).waitFor();
  await page.context().close();
});

test('a list without customers says why: filters that can all be cleared, or nothing there at all', async () => {
  const { harbour, northgate } = office.cast;
  const page = await office.openAt(await office.newCustomer({ name: 'Only Oven' }), harbour.admin);
  await page.goto(`/customers?assignedTo=${harbour.colleague.id}&q=oven&status=any`);
  const clear = page.getByRole('button', { name: 'Clear filters' }).last();
  await page.getByRole('heading', { name: 'No customer matches' }).waitFor();
  await clear.click();
  await page.getByRole('row').filter({ hasText: 'Only Oven' }).waitFor();
  await page.context().close();

  const other = await office.openAt('none', northgate.admin);
  await other.goto('/customers');
  await other.getByRole('heading', { name: 'No customers yet' }).waitFor();
  expect(await other.getByRole('button', { name: 'Clear filters' }).count()).toBe(0);
  await other.getByRole('main').getByRole('link', { name: 'Import customers' }).click();
  await other.getByRole('heading', { level: 1, name: 'Import customers' }).waitFor();
  await other.context().close();
});
