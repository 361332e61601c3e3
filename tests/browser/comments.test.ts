import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type CustomerOffice, openCustomerOffice } from './support/customerOffice.ts';

let office: CustomerOffice;

beforeAll(async () => {
  office = await openCustomerOffice();
}, 180_000);
afterAll(() => office.stop());

const box = (page: Page) => page.getByRole('textbox', { name: 'Write a comment' });
const story = (page: Page) => page.getByRole('region', { name: 'Comments and changes' });
/** The acknowledged ones: an entry of the story, not one on its way. */
const posted = (page: Page, text: string) => story(page).locator('.action').getByText(text, { exact: true });

test('a comment pressed twice appears once, for everybody', async () => {
  const id = await office.newCustomer();
  const page = await office.openAt(id);
  await box(page).fill('Called, nobody there.');
  await box(page).press('Control+Enter');
  await box(page).press('Control+Enter');
  await posted(page, 'Called, nobody there.').waitFor();
  await story(page).getByText('Ana of harbour commented').waitFor();
  expect(await box(page).inputValue()).toBe('');
  expect(await office.commentsOf(id)).toEqual(['Called, nobody there.']);

  const ben = await office.openAt(id, office.cast.harbour.colleague);
  await posted(ben, 'Called, nobody there.').waitFor();
  await ben.reload();
  await posted(ben, 'Called, nobody there.').waitFor();
  expect(await posted(ben, 'Called, nobody there.').count()).toBe(1);
});

test('two presses in the same instant send once', async () => {
  const id = await office.newCustomer();
  const page = await office.openAt(id);
  await box(page).fill('Twice at once');
  await box(page).evaluate((area) => {
    const press = () =>
      area.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', ctrlKey: true, bubbles: true }));
    press();
    press();
  });
  await posted(page, 'Twice at once').waitFor();
  expect(await office.commentsOf(id)).toEqual(['Twice at once']);
});

test('a comment written offline shows as waiting and is sent once when the network is back', async () => {
  const id = await office.newCustomer();
  const page = await office.openAt(id);
  await page.context().setOffline(true);
  await box(page).fill('From the train');
  await box(page).press('Control+Enter');
  await page.getByText('Not sent yet. The server did not answer.').waitFor();
  expect(await office.commentsOf(id)).toEqual([]);
  await page.context().setOffline(false);
  await posted(page, 'From the train').waitFor();
  expect(await page.getByText('Not sent yet').count()).toBe(0);
  expect(await office.commentsOf(id)).toEqual(['From the train']);
});

test('a comment whose answer was lost is sent again after a reload and still stands there once', async () => {
  const id = await office.newCustomer();
  const page = await office.openAt(id);
  const keys: (string | undefined)[] = [];
  await page.route(`**/api/customers/${id}/comments`, async (route) => {
    keys.push(route.request().headers()['idempotency-key']);
    await route.fetch();
    await route.abort('connectionreset');
  });
  await box(page).fill('Did this arrive?');
  await page.getByRole('button', { name: 'Comment', exact: true }).click();
  await page.getByText('Not sent yet.').waitFor();
  await page.unroute(`**/api/customers/${id}/comments`);
  const again = page.waitForRequest(`**/api/customers/${id}/comments`);
  await page.reload();
  keys.push((await again).headers()['idempotency-key']);
  await posted(page, 'Did this arrive?').waitFor();
  await page.locator('.unsent').waitFor({ state: 'detached' });
  expect(new Set(keys).size).toBe(1);
  expect(await posted(page, 'Did this arrive?').count()).toBe(1);
  expect(await office.commentsOf(id)).toEqual(['Did this arrive?']);
});

test('a refused comment keeps its text and can be edited and sent again', async () => {
  const id = await office.newCustomer();
  const page = await office.openAt(id);
  const refusal = { type: 'idempotency-mismatch', title: 'Key in use', status: 422, instance: 'r-1' };
  await page.route(`**/api/customers/${id}/comments`, (route) =>
    route.fulfill({ status: 422, contentType: 'application/problem+json', json: refusal }),
  );
  await box(page).fill('Something important');
  await box(page).press('Control+Enter');
  await page.getByText('Not sent. The server refused this').waitFor();
  await page.unroute(`**/api/customers/${id}/comments`);
  await page.getByRole('button', { name: 'Edit', exact: true }).click();
  expect(await box(page).inputValue()).toBe('Something important');
  await box(page).press('Control+Enter');
  await posted(page, 'Something important').waitFor();
  expect(await office.commentsOf(id)).toEqual(['Something important']);
});

test('blanks are not sent, and a text too long says by how much and stays', async () => {
  const id = await office.newCustomer();
  const page = await office.openAt(id);
  await box(page).fill('   \n ');
  await box(page).press('Control+Enter');
  expect(await page.getByRole('button', { name: 'Comment', exact: true }).isDisabled()).toBe(true);
  await box(page).fill('x'.repeat(10_002));
  await page.getByText('2 characters too many.').waitFor();
  await box(page).press('Control+Enter');
  expect((await box(page).inputValue()).length).toBe(10_002);
  expect(await office.commentsOf(id)).toEqual([]);
});

test('the story can be narrowed to comments or changes, and older entries come by pages', async () => {
  const id = await office.newCustomer();
  const page = await office.openAt(id);
  for (let number = 1; number <= 35; number += 1) {
    const answer = await page.request.post(`/api/customers/${id}/comments`, {
      data: { body: `Comment ${number}` },
    });
    expect(answer.status()).toBe(201);
  }
  await page.reload();
  await posted(page, 'Comment 35').waitFor();
  expect(await posted(page, 'Comment 1').count()).toBe(0);
  await page.getByRole('button', { name: 'Earlier' }).click();
  await posted(page, 'Comment 1').waitFor();
  await story(page).getByText('That is everything.').waitFor();
  const texts = await story(page).locator('.action__comment').allInnerTexts();
  expect(texts).toEqual(Array.from({ length: 35 }, (_, index) => `Comment ${35 - index}`));

  await page.getByRole('radiogroup', { name: 'Show' }).getByText('Changes').click();
  await story(page).getByText('Ada of harbour created this customer').waitFor();
  await posted(page, 'Comment 35').waitFor({ state: 'detached' });
  await page.getByRole('radiogroup', { name: 'Show' }).getByText('Comments').click();
  await posted(page, 'Comment 35').waitFor();
  expect(await story(page).getByText('created this customer').count()).toBe(0);
});
