import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { PASSWORD } from '../support/cast.ts';
import { trailOf } from '../support/rows.ts';
import { type CustomerOffice, openCustomerOffice } from './support/customerOffice.ts';
import { pick } from './support/keyboard.ts';

let office: CustomerOffice;

beforeAll(async () => {
  office = await openCustomerOffice();
}, 180_000);
afterAll(() => office.stop());

const field = (page: Page, name: string) => page.getByRole('textbox', { name, exact: true });
const tagBox = (page: Page) => page.getByRole('combobox', { name: 'Add a tag' });
const story = (page: Page) => page.getByRole('region', { name: 'Comments and changes' });

async function choose(page: Page, name: string, option: string | RegExp): Promise<void> {
  await page.getByRole('combobox', { name, exact: true }).click();
  await page.getByRole('option', { name: option }).click();
}

/** Waits for the tick of the newest save and for the sentence it left in the story. */
async function saved(page: Page, sentence: string | RegExp): Promise<void> {
  await story(page).getByText(sentence).first().waitFor();
}

describe('editing', () => {
  test('every field is saved by its own control and stands in the audit trail with before and after', async () => {
    const { employee } = office.cast.harbour;
    const id = await office.newCustomer({
      email: 'post@bakery.example',
      tags: ['bakery'],
      fields: { seats: 12, vip: true, size: 'small' },
    });
    const page = await office.openAt(id, office.cast.harbour.supervisor);

    await page.getByRole('button', { name: 'Edit the name' }).click();
    await field(page, 'Name').fill('Old Bakery');
    await field(page, 'Name').press('Enter');
    await saved(page, 'changed Name from Harbour Bakery to Old Bakery');
    await page.getByRole('heading', { name: 'Old Bakery', level: 1 }).waitFor();

    await choose(page, 'Status', 'Waiting');
    await saved(page, 'changed Status from New to Waiting');
    await choose(page, 'Priority', 'Urgent');
    await saved(page, 'changed Priority from Normal to Urgent');
    await choose(page, 'Assignee', /^Ben of harbour/);
    await saved(page, 'moved this customer from Ana of harbour to Ben of harbour');

    await page.getByLabel('Due', { exact: true }).fill('2026-12-24T10:30');
    await page.getByLabel('Due', { exact: true }).press('Enter');
    await saved(page, 'set Due to 24 Dec 2026, 10:30');
    await page.getByLabel('Follow up', { exact: true }).fill('2026-12-01T08:00');
    await page.getByLabel('Follow up', { exact: true }).blur();
    await saved(page, 'set Follow up to 1 Dec 2026, 08:00');
    await page.getByRole('button', { name: 'Clear Follow up' }).click();
    await saved(page, 'cleared Follow up');

    await field(page, 'E-mail').fill('');
    await field(page, 'E-mail').blur();
    await saved(page, 'cleared E-mail (was post@bakery.example)');
    await field(page, 'Phone').fill(' +44 20 7946 0000 ');
    await field(page, 'Phone').press('Enter');
    await saved(page, 'set Phone to +44 20 7946 0000');

    await tagBox(page).fill('monday');
    await tagBox(page).press('Enter');
    await saved(page, 'added the tag monday');
    await page.getByRole('button', { name: 'Remove the tag bakery' }).click();
    await saved(page, 'removed the tag bakery');

    await field(page, 'Notes').fill('Calls every Monday.\nAsks for Ana.');
    await field(page, 'Notes').press('Control+Enter');
    await saved(page, 'edited Notes');

    await field(page, 'seats').fill('14');
    await field(page, 'seats').press('Enter');
    await saved(page, 'changed seats from 12 to 14');
    await page.getByRole('checkbox', { name: 'vip' }).uncheck();
    await saved(page, 'changed vip from yes to no');
    await page.getByRole('button', { name: 'Remove the field size' }).click();
    await saved(page, 'cleared size (was small)');
    await page.getByRole('button', { name: 'Add a custom field' }).click();
    await field(page, 'Name of the field').fill('oven');
    await field(page, 'Value').fill('gas');
    await page.getByRole('button', { name: 'Add', exact: true }).click();
    await saved(page, 'set oven to gas');

    await page.getByRole('button', { name: 'Archive' }).click();
    await saved(page, 'archived this customer');
    await page.getByRole('button', { name: /^Undo/u }).last().click();
    await saved(page, 'brought this customer back from the archive');

    expect(await office.rowOf(id)).toMatchObject({
      name: 'Old Bakery',
      status: 'waiting',
      priority: 'urgent',
      assigned_to: office.cast.harbour.colleague.id,
      due_at: new Date('2026-12-24T09:30:00Z'),
      follow_up_at: null,
      email: null,
      phone: '+44 20 7946 0000',
      tags: ['monday'],
      notes: 'Calls every Monday.\nAsks for Ana.',
      fields: { seats: 14, vip: false, oven: 'gas' },
      archived: false,
    });
    const trail = await trailOf(office.databaseUrl, id);
    expect(
      trail.slice(1).map(({ changes }) => changes.map(({ field: name, from, to }) => [name, from, to])),
    ).toEqual([
      [['name', 'Harbour Bakery', 'Old Bakery']],
      [['status', 'new', 'waiting']],
      [['priority', 'normal', 'urgent']],
      [['assignedTo', employee.id, office.cast.harbour.colleague.id]],
      [['dueAt', null, '2026-12-24T09:30:00.000000Z']],
      [['followUpAt', null, '2026-12-01T07:00:00.000000Z']],
      [['followUpAt', '2026-12-01T07:00:00.000000Z', null]],
      [['email', 'post@bakery.example', null]],
      [['phone', null, '+44 20 7946 0000']],
      [['tags', ['bakery'], ['bakery', 'monday']]],
      [['tags', ['bakery', 'monday'], ['monday']]],
      [['notes', '', 'Calls every Monday.\nAsks for Ana.']],
      [['fields.seats', 12, 14]],
      [['fields.vip', true, false]],
      [['fields.size', 'small', null]],
      [['fields.oven', null, 'gas']],
      [['archived', false, true]],
      [['archived', true, false]],
    ]);
    expect(new Set(trail.slice(1).map(({ via }) => via))).toEqual(new Set(['browser']));
  });

  test('what the server refuses stays as typed, with its reason at the field, until it is right', async () => {
    const id = await office.newCustomer({ email: 'post@bakery.example' });
    const page = await office.openAt(id);
    // An input of the type email would write the domain in other letters, and save that.
    await field(page, 'E-mail').fill('anna@größe.example');
    await field(page, 'E-mail').press('Enter');
    await page.getByText(/^Not saved\. This is no e-mail address/u).waitFor();
    expect(await field(page, 'E-mail').inputValue()).toBe('anna@größe.example');
    expect(await field(page, 'E-mail').getAttribute('aria-invalid')).toBe('true');
    expect((await office.rowOf(id)).email).toBe('post@bakery.example');

    await field(page, 'E-mail').fill('shop@bakery.example');
    await field(page, 'E-mail').press('Enter');
    await saved(page, 'changed E-mail from post@bakery.example to shop@bakery.example');
    expect(await page.getByText(/^Not saved/u).count()).toBe(0);
  });

  test('Esc puts the text away without saving it, and it can be brought back', async () => {
    const id = await office.newCustomer({ phone: '1' });
    const page = await office.openAt(id);
    await field(page, 'Phone').fill('12345');
    await field(page, 'Phone').press('Escape');
    expect(await field(page, 'Phone').inputValue()).toBe('1');
    await page.getByRole('button', { name: 'Bring it back' }).click();
    expect(await field(page, 'Phone').inputValue()).toBe('12345');
    expect((await office.rowOf(id)).version).toBe(1);
  });

  test('saves that follow each other at once do not conflict with themselves', async () => {
    const id = await office.newCustomer();
    const page = await office.openAt(id);
    const answers: number[] = [];
    page.on('response', (answer) => {
      if (answer.request().method() === 'PATCH') answers.push(answer.status());
    });
    for (const text of ['1', '12', '123']) {
      await field(page, 'Phone').fill(text);
      await field(page, 'Phone').press('Enter');
    }
    await field(page, 'E-mail').fill('a@b.example');
    await field(page, 'E-mail').press('Enter');
    await saved(page, 'set E-mail to a@b.example');
    expect(answers).toEqual([200, 200, 200, 200]);
    expect(await office.rowOf(id)).toMatchObject({ phone: '123', email: 'a@b.example', version: 5 });
  });
});

describe('who may', () => {
  test('an employee takes what is nobody’s and hands it back', async () => {
    const id = await office.newCustomer({ assignedTo: null });
    const page = await office.openAt(id);
    await page.getByRole('button', { name: 'Take it' }).click();
    await saved(page, 'took this customer');
    expect((await office.rowOf(id)).assigned_to).toBe(office.cast.harbour.employee.id);
    await page.getByRole('heading', { level: 1 }).click();
    await page.keyboard.press('i');
    await saved(page, 'handed this customer back');
    expect((await office.rowOf(id)).assigned_to).toBeNull();
  });

  test('somebody else’s customer can be read and commented on, with the reason why not more', async () => {
    const id = await office.newCustomer({ assignedTo: office.cast.harbour.colleague.id, notes: 'For Ben.' });
    const page = await office.openAt(id);
    await page.getByText('Assigned to Ben of harbour. You can read and comment').waitFor();
    await page.getByText('For Ben.').waitFor();
    expect(await page.getByRole('textbox', { name: 'Notes' }).count()).toBe(0);
    expect(await page.getByRole('button', { name: /Take it|Hand back|Archive|Edit the name/u }).count()).toBe(
      0,
    );
    await field(page, 'Write a comment').fill('Ben, they called.');
    await page.getByRole('button', { name: 'Send', exact: true }).click();
    await story(page).locator('.action').getByText('Ben, they called.').waitFor();
  });

  test('a customer given to somebody else while it is open keeps what was typed', async () => {
    const id = await office.newCustomer({ notes: 'Before.' });
    const page = await office.openAt(id);
    await field(page, 'Notes').fill('Half a page of notes');
    const supervisor = await office.openAt(id, office.cast.harbour.supervisor);
    await choose(supervisor, 'Assignee', /^Ben of harbour/);
    await saved(supervisor, 'moved this customer');
    await field(page, 'Notes').press('Control+Enter');
    await page
      .getByText(/Sue of harbour moved this customer to Ben of harbour .*no longer change it/u)
      .waitFor();
    await page.getByText('What you typed is still here:').waitFor();
    await page.getByText('Half a page of notes').waitFor();
    await page.getByRole('button', { name: 'Copy the text' }).waitFor();
    expect((await office.rowOf(id)).notes).toBe('Before.');
    await page.getByRole('button', { name: 'Discard' }).click();
    expect(await page.getByText('Half a page of notes').count()).toBe(0);
  });

  test('taking what somebody else has just taken says so, and the page shows who has it', async () => {
    const id = await office.newCustomer({ assignedTo: null });
    const page = await office.openAt(id);
    const ben = await office.openAt(id, office.cast.harbour.colleague);
    await ben.getByRole('button', { name: 'Take it' }).click();
    await saved(ben, 'Ben of harbour took this customer');
    await page.getByRole('button', { name: 'Take it' }).click();
    await page.getByText('Assigned to Ben of harbour. You can read and comment').waitFor();
    await page.getByText('You may change customers that are assigned to you or to nobody.').first().waitFor();
    expect((await office.rowOf(id)).assigned_to).toBe(office.cast.harbour.colleague.id);
  });

  test('another organisation’s link and an unknown one say the same', async () => {
    const id = await office.newCustomer();
    const stranger = await office.openAt(id, office.cast.northgate.employee);
    await stranger.getByRole('heading', { name: 'No such customer' }).waitFor();
    const page = await office.openAt('0198c0de-0000-7000-8000-000000000001');
    await page.getByRole('heading', { name: 'No such customer' }).waitFor();
    await page.goto('/customers/no-id-at-all');
    await page.getByRole('heading', { name: 'No such customer' }).waitFor();
  });
});

describe('when the server does not answer', () => {
  test('a save is repeated under the same key and happens once', async () => {
    const id = await office.newCustomer();
    const page = await office.openAt(id);
    const keys: (string | undefined)[] = [];
    await page.route(`**/api/customers/${id}`, async (route) => {
      if (route.request().method() !== 'PATCH') return route.continue();
      keys.push(route.request().headers()['idempotency-key']);
      // It arrives, but its answer is lost on the way back.
      if (keys.length < 3) {
        await route.fetch();
        return route.abort('connectionreset');
      }
      return route.continue();
    });
    await field(page, 'Phone').fill('4711');
    await field(page, 'Phone').press('Enter');
    await saved(page, 'set Phone to 4711');
    await page.getByText('Saved', { exact: true }).first().waitFor();
    expect(keys).toHaveLength(3);
    expect(new Set(keys).size).toBe(1);
    expect((await office.rowOf(id)).version).toBe(2);
  });

  test('a choice goes back and says so, and Retry makes it', async () => {
    const id = await office.newCustomer();
    const page = await office.openAt(id);
    await page.route(`**/api/customers/${id}`, (route) =>
      route.request().method() === 'PATCH'
        ? route.fulfill({
            status: 500,
            contentType: 'application/problem+json',
            json: { type: 'internal', title: 'Internal error', status: 500, instance: 'r-1' },
          })
        : route.continue(),
    );
    await choose(page, 'Status', 'Waiting');
    await page.getByText('Not changed to Waiting.').waitFor();
    expect(await page.getByRole('combobox', { name: 'Status' }).inputValue()).toBe('New');
    await page.unroute(`**/api/customers/${id}`);
    await page.getByRole('button', { name: 'Retry' }).click();
    await saved(page, 'changed Status from New to Waiting');
  });

  test('too many requests: the wait is named and the text stays', async () => {
    const id = await office.newCustomer();
    const page = await office.openAt(id);
    const limit = {
      type: 'rate-limited',
      title: 'Too many requests',
      status: 429,
      instance: 'r',
      retryAfterSeconds: 7,
    };
    await page.route(`**/api/customers/${id}`, (route) =>
      route.request().method() === 'PATCH'
        ? route.fulfill({ status: 429, contentType: 'application/problem+json', json: limit })
        : route.continue(),
    );
    await field(page, 'Phone').fill('0815');
    await field(page, 'Phone').press('Enter');
    for (const seconds of [7, 5])
      await page
        .getByText(`Not saved. Too many requests. You can go on in ${seconds} seconds.`)
        .first()
        .waitFor();
    expect(await field(page, 'Phone').inputValue()).toBe('0815');
    await page.unroute(`**/api/customers/${id}`);
    await page.getByRole('button', { name: 'Retry' }).click();
    await saved(page, 'set Phone to 0815');
  });

  test('a session that ended asks to sign in over the page and then saves', async () => {
    const id = await office.newCustomer();
    const page = await office.openAt(id);
    await page.context().clearCookies();
    await field(page, 'Phone').fill('0815');
    await field(page, 'Phone').press('Enter');
    await page.getByRole('dialog', { name: 'Sign in again' }).waitFor();
    await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
    await saved(page, 'set Phone to 0815');
    expect((await office.rowOf(id)).phone).toBe('0815');
  });

  test('what was typed offline is saved by itself when the network is back', async () => {
    const id = await office.newCustomer();
    const page = await office.openAt(id);
    await page.context().setOffline(true);
    await field(page, 'Phone').fill('0815');
    await field(page, 'Phone').press('Enter');
    await page.getByText(/^Not saved\. The server did not answer/u).waitFor();
    expect(await field(page, 'Phone').inputValue()).toBe('0815');
    await page.context().setOffline(false);
    await saved(page, 'set Phone to 0815');
    expect((await office.rowOf(id)).version).toBe(2);
  });
});

test('keys lead to the fields, the comment and back to the list', async () => {
  const id = await office.newCustomer();
  const page = await office.openAt(id);
  await field(page, 'Notes').waitFor();
  const focused = () => page.evaluate(() => document.activeElement?.getAttribute('id') ?? '');
  for (const [key, target] of [
    ['s', 'field-status'],
    ['p', 'field-priority'],
    ['d', 'field-dueAt'],
  ] as const) {
    await page.keyboard.press(key);
    await page.waitForFunction((wanted) => document.activeElement?.id === wanted, target);
    expect(await focused()).toBe(target);
    await page.evaluate(() => document.activeElement instanceof HTMLElement && document.activeElement.blur());
  }
  await page.keyboard.press('m');
  await page.keyboard.type('typed by keyboard alone');
  expect(await field(page, 'Write a comment').inputValue()).toBe('typed by keyboard alone');
  await field(page, 'Write a comment').blur();
  await page.keyboard.press('Escape');
  await page.waitForURL('**/my-work');
});

describe('what a field was before', () => {
  test('is listed, and an earlier value is restored as a new change after a look at both', async () => {
    const id = await office.newCustomer({ phone: '1' });
    const page = await office.openAt(id);
    for (const phone of ['2', '3']) {
      await field(page, 'Phone').fill(phone);
      await field(page, 'Phone').press('Enter');
      await saved(page, `from ${Number(phone) - 1} to ${phone}`);
    }
    await page.getByRole('button', { name: 'History of Phone' }).click();
    const history = page.getByRole('dialog', { name: 'History of Phone' });
    await history.getByRole('listitem').nth(2).waitFor();
    const lines = await history.getByRole('listitem').allInnerTexts();
    expect(lines.map((line) => line.replaceAll(/\s+/gu, ' '))).toEqual([
      expect.stringMatching(/^Ana of harbour just now Before: 2 ?→ ?After: 3$/u),
      expect.stringMatching(/After: 2 Restore this …$/u),
      'Before that: 1 Restore this …',
    ]);
    await history.getByRole('listitem').nth(2).getByRole('button', { name: 'Restore this' }).click();
    await history.getByText('Now').waitFor();
    expect(await history.getByRole('definition').allInnerTexts()).toEqual(['3', '1']);
    await page.keyboard.press('Enter');
    await history.waitFor({ state: 'detached' });
    await saved(page, 'changed Phone from 3 to 1');
    expect((await office.rowOf(id)).phone).toBe('1');

    // Somebody who may not change the customer can read it all the same.
    const ben = await office.openAt(id, office.cast.harbour.colleague);
    await ben.getByRole('button', { name: 'History of Phone' }).click();
    const read = ben.getByRole('dialog', { name: 'History of Phone' });
    await read.getByRole('listitem').nth(3).waitFor();
    expect(await read.getByRole('button', { name: 'Restore this' }).count()).toBe(0);
    await ben.keyboard.press('Escape');
    await read.waitFor({ state: 'detached' });
    await ben.waitForFunction(
      () => document.activeElement?.getAttribute('aria-label') === 'History of Phone',
    );
  });
});

test('a customer is put to sleep until tomorrow, tagged with a known tag and closed, by keyboard', async () => {
  const other = await office.newCustomer({ tags: [] });
  const id = await office.newCustomer();
  const page = await office.openAt(other);
  await tagBox(page).fill('renewal');
  await tagBox(page).press('Enter');
  await saved(page, 'added the tag renewal');

  await page.goto(`/customers/${id}`);
  await saved(page, 'created this customer');
  await page.keyboard.press('h');
  await page.getByRole('menuitem', { name: 'Tomorrow' }).waitFor();
  await page.keyboard.press('t');
  await page.getByRole('menuitem', { name: 'Tomorrow' }).press('Enter');
  // At once: a menu that is still there, fading, would swallow the key.
  await page.keyboard.press('l');
  await page.keyboard.type('ren');
  await saved(page, 'set Follow up to');
  expect((await office.rowOf(id)).follow_up_at?.getTime()).toBeGreaterThan(Date.now());
  const renewal = page.getByRole('option', { name: 'renewal' });
  await renewal.waitFor();
  await pick(page, renewal);
  await saved(page, 'added the tag renewal');
  expect((await office.rowOf(id)).tags).toEqual(['renewal']);

  await page.evaluate(() =>
    document.activeElement instanceof HTMLElement ? document.activeElement.blur() : 0,
  );
  await page.keyboard.press('e');
  await saved(page, 'changed Status from New to Resolved');
});

test('Z before the answer takes back what was chosen once it is saved, unless a question came in between', async () => {
  const id = await office.newCustomer();
  const page = await office.openAt(id);
  const undos = page.getByRole('region', { name: 'Changes that can be undone' });
  let answered = Promise.withResolvers<void>();
  await page.route(`**/api/customers/${id}`, async (route) => {
    if (route.request().method() === 'PATCH') await answered.promise;
    await route.continue();
  });
  const finishAndUndo = async () => {
    await page.keyboard.press('e');
    await page.getByText('Saving').first().waitFor();
    await page.keyboard.press('z');
    await undos.getByText('Undone as soon as it is saved.').waitFor();
    expect((await office.rowOf(id)).status).toBe('new');
  };
  await finishAndUndo();
  answered.resolve();
  await saved(page, 'changed Status from Resolved to New');
  await undos.getByRole('button').first().waitFor({ state: 'detached' });
  expect(await office.rowOf(id)).toMatchObject({ status: 'new', version: 3 });

  answered = Promise.withResolvers();
  await finishAndUndo();
  const supervisor = await office.openAt(id, office.cast.harbour.supervisor);
  const { updatedAt } = await (await supervisor.request.get(`/api/customers/${id}`)).json();
  const change = { data: { updatedAt, status: 'waiting' } };
  expect((await supervisor.request.patch(`/api/customers/${id}`, change)).status()).toBe(200);
  answered.resolve();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('radio', { name: /^Yours/u }).check();
  await dialog.getByRole('button', { name: 'Save my choices' }).click();
  await undos.getByRole('button', { name: /^Undo/u }).waitFor();
  expect(await office.rowOf(id)).toMatchObject({ status: 'resolved', version: 5 });
});

test('a custom field that was removed is set back as what it was', async () => {
  const id = await office.newCustomer({ fields: { seats: 12, vip: true } });
  const page = await office.openAt(id);
  for (const name of ['seats', 'vip']) {
    await page.getByRole('button', { name: `Remove the field ${name}` }).click();
    await saved(page, `cleared ${name}`);
  }
  const undos = page.getByRole('region', { name: 'Changes that can be undone' });
  for (const name of ['vip', 'seats']) {
    await undos.getByRole('button', { name: /^Undo/u }).last().click();
    await saved(page, `set ${name}`);
  }
  expect((await office.rowOf(id)).fields).toEqual({ seats: 12, vip: true });
});

test.each(['Enter', 'Escape'])('%s in the name leads back to its pencil', async (key) => {
  const page = await office.openAt(await office.newCustomer());
  const pencil = page.getByRole('button', { name: 'Edit the name' });
  await pencil.click();
  await field(page, 'Name').fill('New name');
  await field(page, 'Name').press(key);
  await field(page, 'Name').waitFor({ state: 'detached' });
  await expect.poll(() => pencil.evaluate((button) => button === document.activeElement)).toBe(true);
  const name = key === 'Enter' ? 'New name' : 'Harbour Bakery';
  await page.getByRole('heading', { level: 1, name }).waitFor();
});
