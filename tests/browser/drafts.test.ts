import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type CustomerOffice, openCustomerOffice } from './support/customerOffice.ts';

let office: CustomerOffice;

beforeAll(async () => {
  office = await openCustomerOffice();
}, 180_000);
afterAll(() => office.stop());

const field = (page: Page, name: string) => page.getByRole('textbox', { name, exact: true });
const story = (page: Page) => page.getByRole('region', { name: 'Comments and changes' });
const stored = (page: Page) =>
  page.evaluate(() =>
    Object.keys(localStorage).filter((key) => /caseload\.(?:draft|typed|unsent|ended)/u.test(key)),
  );

/** Half-typed notes and half a comment, neither saved nor sent. */
async function typeHalf(page: Page): Promise<void> {
  await field(page, 'Write a comment').fill('Half a comment');
  await field(page, 'Notes').fill('Half a note');
}

test('a reload keeps a half-typed edit and a half-typed comment; saving and sending drops them', async () => {
  const id = await office.newCustomer({ notes: 'Before.' });
  const page = await office.openAt(id);
  await typeHalf(page);
  await page.reload();
  await page.getByText('Your unsaved text').waitFor();
  expect(await field(page, 'Notes').inputValue()).toBe('Half a note');
  expect(await field(page, 'Write a comment').inputValue()).toBe('Half a comment');
  expect(await office.rowOf(id)).toMatchObject({ notes: 'Before.', version: 1 });

  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await story(page).getByText('edited Notes').waitFor();
  await field(page, 'Write a comment').press('Control+Enter');
  // On its way it is shown too, below the composer.
  await story(page).locator('.action').getByText('Half a comment').waitFor();
  await page.locator('.unsent').waitFor({ state: 'detached' });
  expect((await office.rowOf(id)).notes).toBe('Half a note');
  expect(await office.commentsOf(id)).toEqual(['Half a comment']);
  await expect.poll(() => stored(page)).toEqual([]);
  await page.reload();
  await field(page, 'Notes').waitFor();
  expect(await page.getByText('Your unsaved text').count()).toBe(0);
});

test('sign-out keeps drafts for the one who typed them and shows them to nobody else', async () => {
  const id = await office.newCustomer({ assignedTo: null });
  const page = await office.openAt(id);
  await office.signIn(page, office.cast.harbour.employee);
  await typeHalf(page);
  // Leaving the field saves it; only a page that goes away leaves a draft.
  await page.reload();
  await page.getByText('Your unsaved text').waitFor();
  await page.getByRole('button', { name: /Ana of harbour/u }).click();
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
  await page.getByRole('heading', { name: 'Sign in' }).waitFor();

  await office.signIn(page, office.cast.harbour.colleague);
  await page.goto(`/customers/${id}`);
  await field(page, 'Notes').waitFor();
  expect(await field(page, 'Notes').inputValue()).toBe('');
  expect(await field(page, 'Write a comment').inputValue()).toBe('');

  await page.context().clearCookies();
  await office.signIn(page, office.cast.harbour.employee);
  await page.goto(`/customers/${id}`);
  await page.getByText('Your unsaved text').waitFor();
  expect(await field(page, 'Notes').inputValue()).toBe('Half a note');
  expect(await field(page, 'Write a comment').inputValue()).toBe('Half a comment');
});

test('going to the list and back keeps what was typed', async () => {
  const id = await office.newCustomer();
  const page = await office.openAt(id);
  await field(page, 'Write a comment').fill('Half a comment');
  await page.getByRole('link', { name: 'My work' }).first().click();
  await page.waitForURL('**/my-work**');
  await page.goBack();
  await field(page, 'Write a comment').waitFor();
  expect(await field(page, 'Write a comment').inputValue()).toBe('Half a comment');
});

test('a draft from before a reload is merged with what happened since, field by field', async () => {
  const id = await office.newCustomer({ notes: 'Before.' });
  const page = await office.openAt(id);
  await field(page, 'Notes').fill('Half a note');
  const supervisor = await office.openAt(id, office.cast.harbour.supervisor);
  await field(supervisor, 'Phone').fill('4711');
  await field(supervisor, 'Phone').press('Enter');
  await story(supervisor).getByText('set Phone to 4711').waitFor();
  await page.reload();
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await page.getByText('Sue of harbour changed Phone meanwhile. Both changes are kept.').waitFor();
  expect(await office.rowOf(id)).toMatchObject({ notes: 'Half a note', phone: '4711', version: 3 });
});

test('a draft of a field that somebody changed meanwhile asks, knowing what it was typed against', async () => {
  const id = await office.newCustomer({ phone: '1' });
  const page = await office.openAt(id);
  await field(page, 'Phone').fill('0815');
  const supervisor = await office.openAt(id, office.cast.harbour.supervisor);
  await field(supervisor, 'Phone').fill('4711');
  await field(supervisor, 'Phone').press('Enter');
  await story(supervisor).getByText('changed Phone from 1 to 4711').waitFor();
  await page.reload();
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('radio', { name: /^Was\s*1$/u }).waitFor();
  await dialog.getByRole('radio', { name: /^Theirs \(Sue of harbour, .+\)\s*4711$/u }).waitFor();
  await dialog.getByRole('radio', { name: /^Yours\s*0815$/u }).check();
  await dialog.getByRole('button', { name: 'Save my choices' }).click();
  await story(page).getByText('changed Phone from 4711 to 0815').waitFor();
  expect((await office.rowOf(id)).phone).toBe('0815');
});

test('a save that was under way at the reload is not taken for somebody else’s', async () => {
  const id = await office.newCustomer({ notes: 'Before.' });
  const page = await office.openAt(id);
  const arrived = Promise.withResolvers<void>();
  let isFirst = true;
  await page.route(`**/api/customers/${id}`, async (route) => {
    if (route.request().method() !== 'PATCH' || !isFirst) return route.continue();
    isFirst = false;
    await route.fetch();
    arrived.resolve();
    // The answer never comes: the page is gone before.
  });
  await field(page, 'Notes').fill('First half');
  await field(page, 'Notes').press('Control+Enter');
  await arrived.promise;
  await page.reload();
  await page.getByText('Saved', { exact: true }).first().waitFor();
  await field(page, 'Notes').fill('First half, second half');
  await field(page, 'Notes').press('Control+Enter');
  await page.getByText('Saved', { exact: true }).first().waitFor();
  expect(await page.getByRole('dialog').count()).toBe(0);
  expect(await office.rowOf(id)).toMatchObject({ notes: 'First half, second half', version: 3 });
});

test('what was half-typed on one device is offered on another, and is gone there once it is sent', async () => {
  const id = await office.newCustomer({ notes: 'Before.' });
  const laptop = await office.openAt(id);
  await field(laptop, 'Notes').fill('Typed on the laptop');
  await field(laptop, 'Write a comment').fill('Half a comment');
  // Leaving the field has saved the notes; the comment goes to the server as the page is hidden.
  await laptop.evaluate(() => window.dispatchEvent(new Event('pagehide')));
  await expect.poll(() => office.draftsOf(id)).toEqual(['comment']);

  const phone = await office.openAt(id);
  const offer = phone.getByRole('region', { name: /^Draft from another device/u });
  await offer.getByText('Comment: Half a comment').waitFor();
  await offer.getByRole('button', { name: 'Use' }).click();
  await offer.waitFor({ state: 'detached' });
  expect(await field(phone, 'Write a comment').inputValue()).toBe('Half a comment');
  await field(phone, 'Write a comment').press('Control+Enter');
  await story(phone).locator('.action').getByText('Half a comment').waitFor();
  await expect.poll(() => office.draftsOf(id)).toEqual([]);

  const tablet = await office.openAt(id, office.cast.harbour.colleague);
  expect(await tablet.getByRole('region', { name: /^Draft from/u }).count()).toBe(0);
  expect(await office.commentsOf(id)).toEqual(['Half a comment']);
});
