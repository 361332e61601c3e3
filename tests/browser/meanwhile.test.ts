import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { PASSWORD } from '../support/cast.ts';
import { rowsOf } from '../support/rows.ts';
import { type CustomerOffice, openCustomerOffice } from './support/customerOffice.ts';

let office: CustomerOffice;

beforeAll(async () => {
  office = await openCustomerOffice();
}, 180_000);
afterAll(() => office.stop());

// What goes on while a change is under way, and what comes too late.
const undoRegion = (page: Page) => page.getByRole('region', { name: 'Changes that can be undone' });
const waiting = (page: Page) => page.getByRole('region', { name: 'What waits to be sent' });
const bar = (page: Page) => page.getByRole('region', { name: 'Selected customers' });
const FORBIDDEN = {
  status: 403,
  contentType: 'application/problem+json',
  json: { type: 'forbidden', status: 403, title: 'x', instance: 'r' },
};
/** For what must not happen: it would by then. */
const SOON_MS = 700;

async function openList(page: Page, q: string, count: number): Promise<void> {
  await page.goto(`/my-work?q=${encodeURIComponent(q)}&sort=name`);
  await expect.poll(() => page.locator('.customer-table__link').count()).toBe(count);
}

async function pick(page: Page, field: 'status' | 'priority', id: string, choice: string): Promise<void> {
  await page.locator(`#${field}-of-${id}`).click();
  await page.getByRole('menuitemradio', { name: choice }).click();
}

async function selectRows(page: Page, count: number): Promise<void> {
  await page.keyboard.press('j');
  await page.keyboard.press('x');
  for (let more = 1; more < count; more += 1) await page.keyboard.press('Shift+J');
  await bar(page).getByText(`${count} selected`).waitFor();
}

/** Keeps saves on their way until told otherwise. */
async function holdSaves(page: Page): Promise<() => void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  await page.route('**/api/customers/*', async (route) => {
    if (route.request().method() === 'PATCH') await promise;
    await route.continue();
  });
  return resolve;
}

async function addTag(page: Page, tag: string): Promise<void> {
  await page.keyboard.press('l');
  const dialog = page.getByRole('dialog', { name: /^Tags of/u });
  const add = dialog.getByRole('combobox', { name: 'Add' });
  await add.fill(tag);
  await add.press('Enter');
  await dialog.getByRole('button', { name: 'Set the tags' }).click();
  await dialog.waitFor({ state: 'detached' });
}

test('what waits in a list is not sent as somebody else', async () => {
  const { supervisor } = office.cast.harbour;
  const id = await office.newCustomer({ name: 'Whose change' });
  const page = await office.openAt(id);
  await openList(page, 'Whose change', 1);
  await page.route('**/api/**', (route) => route.abort('connectionrefused'));
  await pick(page, 'priority', id, 'Urgent');
  await waiting(page).getByText('1 change waits to be saved.').waitFor({ timeout: 30_000 });

  // Somebody else signs in in another tab, of which this one hears nothing: it may have slept.
  const other = await page.context().newPage();
  await office.signIn(other, supervisor);
  await page.unroute('**/api/**');
  const answered = page.waitForResponse(/live/u);
  await waiting(page).getByRole('button', { name: 'Try now' }).click();
  await answered;
  await page.waitForTimeout(SOON_MS);
  expect((await office.rowOf(id)).priority).toBe('normal');
});

test('what is typed is not saved as somebody else who has signed in unheard', async () => {
  const { supervisor } = office.cast.harbour;
  const id = await office.newCustomer({ name: 'Whose comment' });
  const page = await office.openAt(id);
  const other = await page.context().newPage();
  await office.signIn(other, supervisor);
  await page.getByRole('textbox', { name: 'Write a comment' }).fill('Written by the employee.');
  await page.getByRole('button', { name: 'Send', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: 'Somebody else is signed in here' });
  await dialog.waitFor();
  expect(await office.commentsOf(id)).toEqual([]);
  expect(await office.draftsOf(id)).toEqual([]);

  await dialog.getByLabel('Password', { exact: true }).fill(PASSWORD);
  await dialog.getByRole('button', { name: 'Sign in', exact: true }).click();
  await dialog.waitFor({ state: 'detached' });
  await expect.poll(() => office.commentsOf(id)).toEqual(['Written by the employee.']);
  const authors = await rowsOf(
    office.databaseUrl,
    `select actor_id from customer_actions where customer_id = $1 and type = 'comment'`,
    [id],
  );
  expect(authors).toEqual([{ actor_id: office.cast.harbour.employee.id }]);
});

test('two changes of many at once keep the tags of both', async () => {
  const ids: string[] = [];
  for (const number of [1, 2, 3])
    ids.push(await office.newCustomer({ name: `Many tags ${number}`, tags: ['old'] }));
  const page = await office.openAt(ids[0] ?? '');
  await openList(page, 'Many tags', 3);
  const goOn = await holdSaves(page);
  await selectRows(page, 3);
  await addTag(page, 'one');
  await addTag(page, 'two');
  goOn();
  const tags = () => Promise.all(ids.map(async (id) => (await office.rowOf(id)).tags));
  await expect.poll(tags).toEqual(ids.map(() => ['old', 'one', 'two']));
});

test('as many are changed as are said to be selected', async () => {
  const ids: string[] = [];
  for (const number of [1, 2, 3]) ids.push(await office.newCustomer({ name: `Leaves ${number}` }));
  const page = await office.openAt(ids[0] ?? '');
  await openList(page, 'Leaves', 3);
  await selectRows(page, 3);
  await pick(page, 'status', ids[0] ?? '', 'Closed');
  await expect.poll(async () => (await office.rowOf(ids[0] ?? '')).status).toBe('closed');
  await page.getByRole('button', { name: 'Refresh the order' }).click();
  await expect.poll(() => page.locator('.customer-table__link').count()).toBe(2);
  await bar(page).getByText('3 selected').waitFor();
  await page.locator('.customer-table__link').first().focus();
  await page.keyboard.press('p');
  await page.getByRole('menuitemradio', { name: 'Urgent' }).click();
  const priorities = () => Promise.all(ids.map(async (id) => (await office.rowOf(id)).priority));
  await expect.poll(priorities).toEqual(['urgent', 'urgent', 'urgent']);
  await bar(page).waitFor({ state: 'detached' });
});

test('what fails of many is told on whatever screen', async () => {
  const ids: string[] = [];
  for (const number of [1, 2, 3]) ids.push(await office.newCustomer({ name: `Fails later ${number}` }));
  const page = await office.openAt(ids[0] ?? '');
  await openList(page, 'Fails later', 3);
  const gate = Promise.withResolvers<void>();
  await page.route('**/api/customers/*', async (route) => {
    if (route.request().method() !== 'PATCH') return route.continue();
    await gate.promise;
    return route
      .request()
      .url()
      .includes(ids[1] ?? '')
      ? route.fulfill(FORBIDDEN)
      : route.continue();
  });
  await selectRows(page, 3);
  await page.keyboard.press('p');
  await page.getByRole('menuitemradio', { name: 'Urgent' }).click();
  await page.getByRole('link', { name: 'Activity' }).first().click();
  await page.getByRole('heading', { level: 1, name: 'Activity' }).waitFor();
  gate.resolve();
  await undoRegion(page).getByText('2 customers').waitFor();
  const note = page.getByRole('alert').filter({ hasText: 'Priority: Urgent' });
  await note.getByText('1 not changed').waitFor();
  await note.getByText('Fails later 2').waitFor();
});

/** Somebody pressed "Save and next" at the first customer of the queue, and the save is on its way. */
async function saveAndNext(name: string, dueAt: string) {
  const assignedTo = office.cast.harbour.employee.id;
  const page = await office.openAt(await office.newCustomer({ name, dueAt, assignedTo }));
  const queue = page.getByRole('navigation', { name: 'Work queue' });
  await page.goto('/queue');
  await page.getByRole('heading', { level: 1, name }).waitFor();
  const goOn = await holdSaves(page);
  await page.getByRole('textbox', { name: 'Phone', exact: true }).fill('4711');
  await queue.getByRole('button', { name: 'Save and next' }).click();
  const save = async () => {
    const saved = page.waitForResponse((answer) => answer.request().method() === 'PATCH');
    goOn();
    await saved;
    await page.waitForTimeout(SOON_MS);
  };
  return { page, queue, save };
}

test('who went elsewhere while it was saving stays there', async () => {
  const { page, save } = await saveAndNext('Queue one', '2026-01-01T08:00:00.000000Z');
  await page.getByRole('link', { name: 'Activity' }).first().click();
  await page.getByRole('heading', { level: 1, name: 'Activity' }).waitFor();
  await save();
  expect(new URL(page.url()).pathname).toBe('/activity');
});

test('who stops working while it is saving is not made to begin anew', async () => {
  const { queue, save } = await saveAndNext('Queue zero', '2025-01-01T08:00:00.000000Z');
  await queue.getByRole('button', { name: 'Stop working' }).click();
  await queue.waitFor({ state: 'detached' });
  await save();
  expect(await queue.count()).toBe(0);
});

test('a value that failed can be chosen again', async () => {
  const id = await office.newCustomer();
  const page = await office.openAt(id);
  const address = `**/api/customers/${id}`;
  await page.route(address, (route) =>
    route.request().method() === 'PATCH' ? route.fulfill(FORBIDDEN) : route.continue(),
  );
  const choose = async () => {
    await page.getByRole('combobox', { name: 'Status' }).click();
    await page.getByRole('option', { name: 'Waiting' }).click();
  };
  await choose();
  await page.getByText('Not changed to Waiting.').waitFor();
  await page.unroute(address);
  await choose();
  await expect.poll(async () => (await office.rowOf(id)).status).toBe('waiting');
});

test('the browser asks before a comment goes that it could not keep', async () => {
  const id = await office.newCustomer();
  const page = await office.openAt(id);
  await page.addInitScript(() => {
    indexedDB.open = () => {
      throw new DOMException('no', 'UnknownError');
    };
  });
  await page.reload();
  await page.route('**/api/customers/*/{attachments,comments}*', (route) => route.abort());
  await page
    .locator('input[type=file]')
    .setInputFiles({ name: 'list.txt', mimeType: 'text/plain', buffer: Buffer.from('one, two') });
  await page.getByRole('textbox', { name: 'Write a comment' }).fill('The list');
  await page.getByRole('textbox', { name: 'Write a comment' }).press('Control+Enter');
  await page.getByText('or it will be lost.').first().waitFor();
  const question = page.waitForEvent('dialog', { timeout: 3_000 });
  await page.evaluate(() => setTimeout(() => window.location.reload()));
  const asked = await question;
  expect(asked.type()).toBe('beforeunload');
  await asked.dismiss();
});

test('E marks done with a status in use', async () => {
  const id = await office.newCustomer({ name: 'To be done' });
  const ada = await office.openAt(id, office.cast.harbour.admin);
  await ada.goto('/settings/statuses');
  await ada.getByRole('button', { name: 'Archive Resolved', exact: true }).click();
  await expect
    .poll(() => ada.getByRole('list', { name: 'Statuses in use' }).locator('strong').allInnerTexts())
    .not.toContain('Resolved');
  const page = await office.openAt(id);
  await openList(page, 'To be done', 1);
  await page.keyboard.press('j');
  await page.keyboard.press('e');
  await expect.poll(async () => (await office.rowOf(id)).status).toBe('closed');
});
