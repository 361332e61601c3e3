import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type CustomerOffice, openCustomerOffice } from './support/customerOffice.ts';

let office: CustomerOffice;

beforeAll(async () => {
  office = await openCustomerOffice();
}, 180_000);
afterAll(() => office.stop());

/** A picture of one red dot. */
const RED_DOT = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==',
  'base64',
);

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

test('a comment can end the work: sent, and the customer done, in one press', async () => {
  const id = await office.newCustomer();
  const page = await office.openAt(id);
  await box(page).fill('All settled.');
  await page.getByRole('button', { name: 'Send and set “Resolved”' }).click();
  await posted(page, 'All settled.').waitFor();
  await story(page)
    .getByText(/changed Status from .+ to Resolved/u)
    .waitFor();
  expect(await office.commentsOf(id)).toEqual(['All settled.']);
  await expect.poll(() => page.getByRole('button', { name: /^Send and set/u }).count()).toBe(0);
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
  await page.getByRole('button', { name: 'Send', exact: true }).click();
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
  await page.getByText('Not sent. ').waitFor();
  await page.unroute(`**/api/customers/${id}/comments`);
  await page.getByRole('button', { name: 'Edit', exact: true }).click();
  await expect.poll(() => box(page).inputValue()).toBe('Something important');
  await box(page).press('Control+Enter');
  await posted(page, 'Something important').waitFor();
  expect(await office.commentsOf(id)).toEqual(['Something important']);
});

test('blanks are not sent, and a text too long says by how much and stays', async () => {
  const id = await office.newCustomer();
  const page = await office.openAt(id);
  await box(page).fill('   \n ');
  await box(page).press('Control+Enter');
  expect(await page.getByRole('button', { name: 'Send', exact: true }).isDisabled()).toBe(true);
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
  const texts = await story(page).locator('.action__comment').allTextContents();
  expect(texts).toEqual(Array.from({ length: 35 }, (_, index) => `Comment ${35 - index}`));

  await page.getByRole('radiogroup', { name: 'Show' }).getByText('Changes').click();
  await story(page).getByText('Ada of harbour created this customer').waitFor();
  await posted(page, 'Comment 35').waitFor({ state: 'detached' });
  await page.getByRole('radiogroup', { name: 'Show' }).getByText('Comments').click();
  await posted(page, 'Comment 35').waitFor();
  expect(await story(page).getByText('created this customer').count()).toBe(0);
});

test('a comment names a colleague, carries files and is looked at before it is sent, without the mouse', async () => {
  const id = await office.newCustomer();
  const page = await office.openAt(id);
  await box(page).focus();
  await page.keyboard.type('Please look, @be');
  await page.getByRole('option', { name: 'Ben of harbour' }).waitFor();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('Enter');
  await page.keyboard.type('**today** @an');
  await page.getByRole('option', { name: 'Ana of harbour' }).waitFor();
  await page.keyboard.press('Escape');
  const { colleague } = office.cast.harbour;
  const body = `Please look, @[Ben of harbour](user:${colleague.id}) **today** @an`;
  expect(await box(page).inputValue()).toBe(body);

  await page.locator('input[type=file]').setInputFiles([
    { name: 'red.png', mimeType: 'image/png', buffer: RED_DOT },
    { name: 'page.html', mimeType: 'text/html', buffer: Buffer.from('<html><body>hello</body></html>') },
    { name: 'empty.txt', mimeType: 'text/plain', buffer: Buffer.alloc(0) },
  ]);
  await page.getByText('empty.txt is empty.').waitFor();
  await page.getByText('Programs, scripts and web pages are not taken.').waitFor();
  expect(await page.getByRole('button', { name: 'Send', exact: true }).isDisabled()).toBe(true);
  await page.getByRole('button', { name: 'Take page.html out' }).press('Enter');

  await page.reload();
  await page.getByRole('list', { name: 'Files to be sent' }).getByText('red.png').waitFor();
  expect(await box(page).inputValue()).toBe(body);
  await page.getByRole('radiogroup', { name: 'View' }).getByText('Preview').click();
  const preview = page.getByRole('region', { name: 'Preview' });
  await preview.locator('.mention').getByText('@Ben of harbour').waitFor();
  await preview.locator('strong').getByText('today').waitFor();
  await page.getByRole('radiogroup', { name: 'View' }).getByText('Write').click();
  await box(page).press('Control+Enter');

  const entry = story(page).locator('.action').first();
  await entry.getByText('@Ben of harbour').waitFor();
  expect(await office.commentsOf(id)).toEqual([body]);
  const download = page.waitForEvent('download');
  await entry.getByRole('link', { name: /^Download red\.png/u }).click();
  expect((await download).suggestedFilename()).toBe('red.png');
  const picture = entry.locator('img');
  await picture.scrollIntoViewIfNeeded();
  await page.waitForFunction(() => [...document.images].some(({ naturalWidth }) => naturalWidth === 1));
  await page.getByRole('radiogroup', { name: 'Show' }).getByText('Files').click();
  await story(page).getByText('created this customer').waitFor({ state: 'detached' });
  expect(await story(page).locator('.action').count()).toBe(1);
});

test('files are pasted and dropped, and one dropped beside the box does not take the page away', async () => {
  const id = await office.newCustomer();
  const page = await office.openAt(id);
  await box(page).evaluate((area) => {
    const data = new DataTransfer();
    data.items.add(new File(['pasted'], 'pasted.txt', { type: 'text/plain' }));
    area.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
  });
  await page.getByText('pasted.txt').waitFor();
  const drop = (selector: string, name: string) =>
    page.locator(selector).evaluate((place, file) => {
      const dataTransfer = new DataTransfer();
      dataTransfer.items.add(new File(['dropped'], file, { type: 'text/plain' }));
      const options = { dataTransfer, bubbles: true, cancelable: true };
      place.dispatchEvent(new DragEvent('dragover', options));
      const event = new DragEvent('drop', options);
      place.dispatchEvent(event);
      return event.defaultPrevented;
    }, name);
  expect(await drop('.composer', 'dropped.txt')).toBe(true);
  await page.getByText('dropped.txt').waitFor();
  expect(await drop('.details', 'beside.txt')).toBe(true);
  expect(await page.getByText('beside.txt').count()).toBe(0);
  await page.getByRole('button', { name: 'Send', exact: true }).click();
  await story(page)
    .getByRole('link', { name: /^Download dropped\.txt/u })
    .waitFor();
  expect(await office.commentsOf(id)).toEqual(['']);
});

test('what is new since the last visit stands above a line, runs of changes are folded', async () => {
  const id = await office.newCustomer({ phone: '0' });
  const page = await office.openAt(id);
  await page.waitForResponse((answer) => answer.url().endsWith('/desk/visit') && answer.status() === 204);
  await page.goto('/my-work');
  const { colleague, supervisor } = office.cast.harbour;
  const ben = await office.openAt(id, colleague);
  await box(ben).fill('I called them.');
  await box(ben).press('Control+Enter');
  await posted(ben, 'I called them.').waitFor();
  const sue = await office.openAt(id, supervisor);
  for (const phone of ['1', '2', '3', '4']) {
    await sue.getByRole('textbox', { name: 'Phone', exact: true }).fill(phone);
    await sue.getByRole('textbox', { name: 'Phone', exact: true }).press('Enter');
    // Under the eyes of whoever makes them they are not folded.
    await story(sue)
      .getByText(`changed Phone from ${Number(phone) - 1} to ${phone}`)
      .waitFor();
  }

  await page.goto(`/customers/${id}`);
  await story(page).getByText('New since your last visit').waitFor();
  const rows = story(page).locator('.timeline__list > li');
  const texts = (await rows.allInnerTexts()).map((text) => text.split('\n')[0] ?? '');
  expect(texts).toEqual([
    expect.stringMatching(/^4 changes by Sue of harbour, 1 field/u),
    expect.stringMatching(/^Ben of harbour commented/u),
    expect.stringMatching(/^New since your last visit/u),
    expect.stringMatching(/^Ada of harbour created this customer/u),
  ]);
  const run = page.getByRole('button', { name: '4 changes by Sue of harbour, 1 field' });
  await run.press('Enter');
  await story(page).getByText('changed Phone from 0 to 1').waitFor();
  await run.press('Enter');
  await story(page).getByText('changed Phone from 0 to 1').waitFor({ state: 'detached' });

  await story(page).locator('.action__link').first().click();
  await page.waitForURL('**/activity/*');
  await page.getByText('I called them.').first().waitFor();
});

test('the browser asks before a chosen file goes that was not uploaded, and one that stands still can be tried again', async () => {
  const id = await office.newCustomer();
  const page = await office.openAt(id);
  const questions: string[] = [];
  page.on('dialog', (dialog) => {
    questions.push(dialog.type());
    void dialog.dismiss();
  });
  await page.clock.install();
  // Never answered.
  await page.route('**/attachments?*', () => undefined);
  await page
    .locator('input[type=file]')
    .setInputFiles({ name: 'list.txt', mimeType: 'text/plain', buffer: Buffer.from('one, two') });
  const chosen = page.getByRole('list', { name: 'Files to be sent' });
  await chosen.getByRole('progressbar').waitFor();
  await page.getByRole('link', { name: 'My work' }).first().click();
  await page.getByRole('heading', { level: 1, name: 'My work' }).waitFor();
  await page.close({ runBeforeUnload: true });
  await expect.poll(() => questions).toEqual(['beforeunload']);
  await page.goBack();
  await page.clock.fastForward(90_000);
  await chosen.getByText('The server did not answer.').waitFor();
  await page.unroute('**/attachments?*');
  await chosen.getByRole('button', { name: 'Try again' }).click();
  await chosen.locator('[data-state=ready]').waitFor();
  await page.reload();
  expect(questions).toEqual(['beforeunload']);
});

test('who takes files out by key stays among them, and is at the button for files after the last', async () => {
  const page = await office.openAt(await office.newCustomer());
  const file = (name: string) => ({ name, mimeType: 'text/plain', buffer: Buffer.from(name) });
  await page.locator('input[type=file]').setInputFiles(['one.txt', 'two.txt', 'three.txt'].map(file));
  const takeOut = (name: string) => page.getByRole('button', { name: `Take ${name} out` });
  const hasFocus = (name: string) => takeOut(name).evaluate((button) => button === document.activeElement);
  await takeOut('two.txt').press('Enter');
  await takeOut('two.txt').waitFor({ state: 'detached' });
  expect(await hasFocus('three.txt')).toBe(true);
  await page.keyboard.press('Enter');
  await takeOut('three.txt').waitFor({ state: 'detached' });
  expect(await hasFocus('one.txt')).toBe(true);
  await page.keyboard.press('Enter');
  await takeOut('one.txt').waitFor({ state: 'detached' });
  const add = page.getByRole('button', { name: 'Add files' });
  expect(await add.evaluate((button) => button === document.activeElement)).toBe(true);
  await page.context().close();
});
