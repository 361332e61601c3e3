import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { trailOf } from '../support/rows.ts';
import { type CustomerOffice, openCustomerOffice } from './support/customerOffice.ts';

const NOTES = 'Calls every Monday about the delivery. The oven was replaced in March.';

let office: CustomerOffice;

beforeAll(async () => {
  office = await openCustomerOffice();
}, 180_000);
afterAll(() => office.stop());

const field = (page: Page, name: string) => page.getByRole('textbox', { name, exact: true });
const story = (page: Page) => page.getByRole('region', { name: 'Comments and changes' });
const dialog = (page: Page) => page.getByRole('dialog');

async function fill(page: Page, name: string, text: string, save = 'Enter'): Promise<void> {
  await field(page, name).fill(text);
  await field(page, name).press(save);
}

/** Ana and Sue with the same customer open in a browser each, both having read the same row. */
async function twoAt(values: Parameters<CustomerOffice['newCustomer']>[0] = {}) {
  const id = await office.newCustomer({ phone: '1', notes: NOTES, tags: ['bakery', 'monday'], ...values });
  const ana = await office.openAt(id);
  const sue = await office.openAt(id, office.cast.harbour.supervisor);
  const close = () => Promise.all([ana.context().close(), sue.context().close()]);
  return { id, ana, sue, close };
}

describe('different fields', () => {
  test('merge silently: both values are stored, both people are told, nobody is asked', async () => {
    const { id, ana, sue, close } = await twoAt();
    await fill(ana, 'Phone', '4711');
    await story(ana).getByText('changed Phone from 1 to 4711').waitFor();
    await fill(sue, 'E-mail', 'post@bakery.example');
    await sue.getByText('Ana of harbour changed Phone meanwhile. Both changes are kept.').waitFor();
    await story(sue).getByText('set E-mail to post@bakery.example').waitFor();
    expect(await dialog(sue).count()).toBe(0);
    expect(await field(sue, 'Phone').inputValue()).toBe('4711');
    expect(await office.rowOf(id)).toMatchObject({ phone: '4711', email: 'post@bakery.example', version: 3 });
    await close();
  });

  test('tags of both are kept, removals too, without a question', async () => {
    const { id, ana, sue, close } = await twoAt();
    await ana.getByRole('combobox', { name: 'Add a tag' }).fill('vip');
    await ana.getByRole('combobox', { name: 'Add a tag' }).press('Enter');
    await story(ana).getByText('added the tag vip').waitFor();
    await sue.getByRole('button', { name: 'Remove the tag monday' }).click();
    await story(sue).getByText('removed the tag monday').waitFor();
    expect((await office.rowOf(id)).tags).toEqual(['bakery', 'vip']);
    expect(await dialog(sue).count()).toBe(0);
    await close();
  });

  test('both to the same value is no conflict', async () => {
    const { id, ana, sue, close } = await twoAt();
    await fill(ana, 'Phone', '4711');
    await story(ana).getByText('changed Phone from 1 to 4711').waitFor();
    await fill(sue, 'Phone', '4711');
    await sue.getByText('Saved', { exact: true }).first().waitFor();
    expect(await dialog(sue).count()).toBe(0);
    expect((await office.rowOf(id)).version).toBe(2);
    await close();
  });
});

describe('the same field', () => {
  /** Ana has saved 4711; Sue's 0815 is in the dialog. */
  async function clash() {
    const open = await twoAt();
    const { ana, sue } = open;
    await fill(ana, 'Phone', '4711');
    await story(ana).getByText('changed Phone from 1 to 4711').waitFor();
    await fill(sue, 'Phone', '0815');
    await dialog(sue).waitFor();
    return open;
  }

  test('opens the dialog with was, theirs and yours, the cursor on the first choice', async () => {
    const { ana, sue, close } = await clash();
    const title = 'Ana of harbour changed this customer while you were editing';
    await dialog(sue).getByText(title).waitFor();
    const radios = dialog(sue).getByRole('radio');
    expect(await radios.count()).toBe(3);
    await dialog(sue)
      .getByRole('radio', { name: /^Was\s*1$/u })
      .waitFor();
    await dialog(sue)
      .getByRole('radio', { name: /^Theirs \(Ana of harbour, .+\)\s*4711$/u })
      .waitFor();
    await dialog(sue)
      .getByRole('radio', { name: /^Yours\s*0815$/u })
      .waitFor();
    expect(await radios.nth(1).isChecked()).toBe(true);
    await sue.waitForFunction(() => document.activeElement?.matches('[role=dialog] [type=radio]'));
    expect(await radios.first().evaluate((radio) => radio === document.activeElement)).toBe(true);
    expect(await ana.getByRole('dialog').count()).toBe(0);
    await close();
  });

  test.each([
    { choice: /^Was/u, phone: '1', version: 3 },
    { choice: /^Theirs/u, phone: '4711', version: 2 },
    { choice: /^Yours/u, phone: '0815', version: 3 },
  ])('$choice is saved when it is chosen', async ({ choice, phone, version }) => {
    const { id, sue, close } = await clash();
    await dialog(sue).getByRole('radio', { name: choice }).check();
    await dialog(sue).getByRole('button', { name: 'Save my choices' }).click();
    await sue.getByText('Saved', { exact: true }).first().waitFor();
    await dialog(sue).waitFor({ state: 'detached' });
    expect(await office.rowOf(id)).toMatchObject({ phone, version });
    expect(await field(sue, 'Phone').inputValue()).toBe(phone);
    const trail = await trailOf(office.databaseUrl, id);
    expect(trail.at(-1)?.changes).toEqual([
      version === 2 ? { field: 'phone', from: '1', to: '4711' } : { field: 'phone', from: '4711', to: phone },
    ]);
    await close();
  });

  test('"Use theirs" leaves it as they made it', async () => {
    const { id, sue, close } = await clash();
    await dialog(sue).getByRole('button', { name: 'Use theirs' }).click();
    await sue.getByText('Saved', { exact: true }).first().waitFor();
    expect(await field(sue, 'Phone').inputValue()).toBe('4711');
    expect(await office.rowOf(id)).toMatchObject({ phone: '4711', version: 2 });
    await close();
  });

  test('Esc keeps editing: nothing is saved, nothing typed is lost, and it can be decided later', async () => {
    const { id, sue, close } = await clash();
    await sue.keyboard.press('Escape');
    await sue.getByText('Phone: Not saved: somebody else changed Phone too.').waitFor();
    expect(await field(sue, 'Phone').inputValue()).toBe('0815');
    expect(await office.rowOf(id)).toMatchObject({ phone: '4711', version: 2 });
    await sue.getByRole('button', { name: 'Decide' }).click();
    await dialog(sue)
      .getByRole('radio', { name: /^Yours/u })
      .check();
    await dialog(sue).getByRole('button', { name: 'Save my choices' }).click();
    await story(sue).getByText('changed Phone from 4711 to 0815').waitFor();
    await close();
  });

  test('a field of the organisation is asked about by its label', async () => {
    const admin = await office.openAt(await office.newCustomer(), office.cast.harbour.admin);
    const made = await admin.request.post('/api/custom-fields', {
      data: { key: 'contract_no', label: 'Contract', type: 'text' },
    });
    expect(made.status(), await made.text()).toBe(201);
    await admin.context().close();
    const { ana, sue, close } = await twoAt({ fields: { contract_no: '1' } });
    await fill(ana, 'Contract', '4711');
    await story(ana).getByText('changed Contract from 1 to 4711').waitFor();
    await fill(sue, 'Contract', '0815');
    await dialog(sue).getByRole('group', { name: 'Contract', exact: true }).waitFor();
    await close();
  });

  test('whoever decides later by the keyboard, or puts the text away, goes on in the field', async () => {
    const { id, ana, sue, close } = await clash();
    const phone = field(sue, 'Phone');
    const hasFocus = () => phone.evaluate((input) => input === document.activeElement);
    const button = (name: string) => sue.getByRole('button', { name, exact: true });
    await sue.keyboard.press('Escape');
    await button('Decide').focus();
    await sue.keyboard.press('Enter');
    await dialog(sue).getByRole('button', { name: 'Use theirs' }).focus();
    await sue.keyboard.press('Enter');
    await expect.poll(hasFocus).toBe(true);
    expect(await phone.inputValue()).toBe('4711');
    await fill(ana, 'Phone', '4712');
    await story(ana).getByText('changed Phone from 4711 to 4712').waitFor();
    await fill(sue, 'Phone', '0816');
    await dialog(sue).waitFor();
    await sue.keyboard.press('Escape');
    await button('Discard').focus();
    await sue.keyboard.press('Enter');
    await expect.poll(hasFocus).toBe(true);
    expect(await office.rowOf(id)).toMatchObject({ phone: '4712', version: 3 });
    await close();
  });

  test('"Copy my text" copies what was typed', async () => {
    const { sue, close } = await clash();
    await sue.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await dialog(sue).getByRole('button', { name: 'Copy my text' }).click();
    await dialog(sue).getByRole('button', { name: 'Copied' }).waitFor();
    expect(await sue.evaluate(() => navigator.clipboard.readText())).toBe('0815');
    await close();
  });

  test('a second conflict under the dialog asks again and keeps the choice made', async () => {
    const { id, ana, sue, close } = await clash();
    await fill(ana, 'Phone', '4712');
    await story(ana).getByText('changed Phone from 4711 to 4712').waitFor();
    await dialog(sue)
      .getByRole('radio', { name: /^Yours/u })
      .check();
    await dialog(sue).getByRole('button', { name: 'Save my choices' }).click();
    await dialog(sue)
      .getByRole('radio', { name: /^Was\s*4711$/u })
      .waitFor();
    expect(
      await dialog(sue)
        .getByRole('radio', { name: /^Yours\s*0815$/u })
        .isChecked(),
    ).toBe(true);
    await dialog(sue).getByRole('button', { name: 'Save my choices' }).click();
    await story(sue).getByText('changed Phone from 4712 to 0815').waitFor();
    expect(await office.rowOf(id)).toMatchObject({ phone: '0815', version: 4 });
    await close();
  });

  test('long text is merged by hand: the words that differ are marked and the result can be edited', async () => {
    const { id, ana, sue, close } = await twoAt();
    await fill(ana, 'Notes', NOTES.replace('Monday', 'Tuesday'), 'Control+Enter');
    await story(ana).getByText('edited Notes').waitFor();
    await fill(sue, 'Notes', NOTES.replace('March', 'April'), 'Control+Enter');
    await dialog(sue).waitFor();
    expect(await dialog(sue).locator('del').allInnerTexts()).toEqual(['Monday', 'March']);
    expect(await dialog(sue).locator('ins').allInnerTexts()).toEqual(['Tuesday', 'April']);
    const result = dialog(sue).getByRole('textbox', { name: 'Result for Notes' });
    expect(await result.inputValue()).toBe(NOTES.replace('March', 'April'));
    const merged = NOTES.replace('Monday', 'Tuesday').replace('March', 'April');
    await result.fill(merged);
    await dialog(sue).getByRole('button', { name: 'Save my choices' }).click();
    await story(sue).getByText('Sue of harbour edited Notes').waitFor();
    expect((await office.rowOf(id)).notes).toBe(merged);
    await close();
  });
});

test('a field in focus does not change under the cursor, and what is typed there was typed against what it showed', async () => {
  const { id, ana, sue, close } = await twoAt();
  const isReleased = Promise.withResolvers<void>();
  await sue.route(`**/api/customers/${id}`, async (route) => {
    await isReleased.promise;
    await route.continue();
  });
  // Sue's e-mail address is on its way while the cursor already stands in the phone number.
  await fill(sue, 'E-mail', 'post@bakery.example');
  await field(sue, 'Phone').press('End');
  await fill(ana, 'Phone', '4711');
  await story(ana).getByText('changed Phone from 1 to 4711').waitFor();
  isReleased.resolve();
  await story(sue).getByText('set E-mail to post@bakery.example').waitFor();
  expect(await field(sue, 'Phone').inputValue()).toBe('1');
  await sue.keyboard.type('23');
  await sue.keyboard.press('Enter');
  await dialog(sue)
    .getByRole('radio', { name: /^Yours\s*123$/u })
    .waitFor();
  await close();
});

test('a question that comes up while something else is typed does not save the half of it', async () => {
  const { id, ana, sue, close } = await twoAt();
  await fill(ana, 'Notes', 'Ana’s notes.', 'Control+Enter');
  await story(ana).getByText('edited Notes').waitFor();
  const isReleased = Promise.withResolvers<void>();
  await sue.route(`**/api/customers/${id}`, async (route) => {
    await isReleased.promise;
    await route.continue();
  });
  await fill(sue, 'Notes', 'Sue’s notes.', 'Control+Enter');
  await field(sue, 'Phone').press('End');
  await sue.keyboard.type('2');
  isReleased.resolve();
  await dialog(sue).waitFor();
  await sue.keyboard.press('Escape');
  await dialog(sue).waitFor({ state: 'detached' });
  expect(await office.rowOf(id)).toMatchObject({ phone: '1', notes: 'Ana’s notes.' });
  await sue.waitForFunction(() => document.activeElement?.getAttribute('type') === 'tel');
  await sue.keyboard.press('End');
  await sue.keyboard.type('3');
  await sue.keyboard.press('Enter');
  await story(sue).getByText('changed Phone from 1 to 123').waitFor();
  await close();
});

test('a person is never asked about their own other window, and no text of either is lost', async () => {
  const { id, ana, close } = await twoAt();
  const other = await ana.context().newPage();
  await other.goto(`/customers/${id}`);
  const ownWindow = (what: string) =>
    other.getByText(`You changed ${what} in another window too.`).first().waitFor();

  await field(other, 'Phone').fill('there');
  await fill(ana, 'Phone', '4711');
  await story(ana).getByText('changed Phone from 1 to 4711').waitFor();
  await field(other, 'Phone').press('Enter');
  await ownWindow('Phone');

  await field(other, 'Notes').fill(`${NOTES} Typed there.`);
  await fill(ana, 'Notes', `Typed here. ${NOTES}`, 'Control+Enter');
  await story(ana).getByText('edited Notes').waitFor();
  await field(other, 'Notes').press('Control+Enter');
  await ownWindow('Notes');
  expect(await office.rowOf(id)).toMatchObject({
    phone: 'there',
    notes: `Typed here. ${NOTES} Typed there.`,
  });
  expect(await dialog(other).count()).toBe(0);
  await close();
});

test('text edited in the question survives Esc and a reload', async () => {
  const { id, ana, sue, close } = await twoAt();
  await fill(ana, 'Notes', NOTES.replace('Monday', 'Tuesday'), 'Control+Enter');
  await story(ana).getByText('edited Notes').waitFor();
  await fill(sue, 'Notes', NOTES.replace('March', 'April'), 'Control+Enter');
  await dialog(sue).getByRole('textbox', { name: 'Result for Notes' }).fill('Made of both.');
  await sue.keyboard.press('Escape');
  await dialog(sue).waitFor({ state: 'detached' });
  expect(await field(sue, 'Notes').inputValue()).toBe('Made of both.');
  await sue.getByRole('button', { name: 'Decide' }).click();
  await dialog(sue).getByRole('textbox', { name: 'Result for Notes' }).fill('Made of both, at last.');
  await sue.reload();
  await sue.getByText('Your unsaved text').waitFor();
  expect(await field(sue, 'Notes').inputValue()).toBe('Made of both, at last.');
  expect((await office.rowOf(id)).version).toBe(2);
  await close();
});

test('a customer moved or archived while it is open says by whom, and what was typed can be sent as a comment', async () => {
  const { id, ana, sue, close } = await twoAt();
  await field(ana, 'Notes').fill('Half a note');
  const change = async (values: object) => {
    const { updatedAt } = await (await sue.request.get(`/api/customers/${id}`)).json();
    const answer = await sue.request.patch(`/api/customers/${id}`, { data: { updatedAt, ...values } });
    expect(answer.status()).toBe(200);
  };
  await change({ assignedTo: office.cast.harbour.colleague.id });
  await field(ana, 'Notes').press('Control+Enter');
  const banner = ana.getByRole('status').filter({ hasText: 'moved this customer' });
  await banner.getByText('Sue of harbour moved this customer to Ben of harbour just now.').waitFor();
  await banner.getByText('Notes: Half a note').waitFor();
  await banner.getByRole('button', { name: 'Send as a comment' }).click();
  await ana.locator('.action').getByText('Half a note').waitFor();
  expect(await office.commentsOf(id)).toEqual([
    'Notes, typed before this customer was moved:\n\nHalf a note',
  ]);
  expect((await office.rowOf(id)).notes).toBe(NOTES);

  await change({ archived: true });
  await ana.reload();
  await ana.getByText('Archived: it is in no list any more.').waitFor();
  expect(await ana.getByText('Sue of harbour archived this customer').count()).toBeLessThanOrEqual(1);
  await close();
});
