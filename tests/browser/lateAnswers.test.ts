import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type CustomerOffice, openCustomerOffice } from './support/customerOffice.ts';
import { holdBack } from './support/holdBack.ts';

let office: CustomerOffice;

beforeAll(async () => {
  office = await openCustomerOffice();
}, 180_000);
afterAll(() => office.stop());

const goTo = (page: Page, name: string) =>
  page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name }).click();
const heading = (page: Page, name: string) => page.getByRole('heading', { level: 1, name }).waitFor();

test('a preview that is ready late leads nobody away who went elsewhere, and can be opened', async () => {
  await office.newCustomer({ name: 'Harbour Bookshop', assignedTo: null });
  const page = await office.openAt('none', office.cast.harbour.supervisor);
  await goTo(page, 'Board');
  await page.getByRole('button', { name: 'Share out …' }).click();
  const dialog = page.getByRole('dialog');
  for (const { name } of [office.cast.harbour.employee, office.cast.harbour.colleague])
    await dialog.getByRole('checkbox', { name }).check();
  const letAnswer = await holdBack(page, '**/api/reassignments', 'POST');
  await dialog.getByRole('button', { name: 'Preview the split' }).click();
  await dialog.waitFor({ state: 'detached' });
  await goTo(page, 'Activity');
  await heading(page, 'Activity');
  letAnswer();
  await page.getByText('The preview is ready. Nothing is changed yet.').waitFor();
  expect(new URL(page.url()).pathname).toBe('/activity');
  await page.getByRole('link', { name: 'Open the preview' }).click();
  await page.waitForURL('/batches/*');
  await page.getByRole('button', { name: 'Back without changing' }).waitFor();
  await page.context().close();
});
