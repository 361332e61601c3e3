import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { chooseBy, press, tabTo } from './support/keyboard.ts';
import { openBrowser, openPageAs } from './support/openBrowser.ts';
import { startTestApp, type TestApp } from './support/startTestApp.ts';

// As in keyboard.test.ts: no mouse, and every key must leave the focus where it can be seen.
const EMPLOYEE = 'employee14@harbour.example';
const SUPERVISOR = 'supervisor02@harbour.example';

let app: TestApp;
let browser: Browser;

beforeAll(async () => {
  [app, browser] = await Promise.all([startTestApp(), openBrowser()]);
}, 180_000);
afterAll(async () => {
  await browser.close();
  await app.stop();
});

const rows = (page: Page) => page.locator('.customer-table__row');
const focusedRow = (page: Page) => page.locator('.customer-table__row:focus-within');
const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name });
const bar = (page: Page) => page.getByRole('region', { name: 'Selected customers' });
const choice = (page: Page, name: string | RegExp) =>
  page.getByRole('menuitem', { name }).or(page.getByRole('menuitemradio', { name })).first();

async function stored(page: Page, id: string) {
  return (await page.request.get(`/api/customers/${id}`)).json();
}

async function focusedId(page: Page): Promise<string> {
  return page.evaluate(() => document.activeElement?.getAttribute('href')?.split('/').at(-1) ?? '');
}

/** Presses keys without waiting for what the page makes of them. */
async function together(page: Page, ...keys: readonly string[]): Promise<void> {
  await Promise.all(keys.map((key) => page.keyboard.press(key)));
}

test('one row: due, a day of snooze picked, priority, each set and taken back', async () => {
  const { page } = await openPageAs(browser, app.url, EMPLOYEE);
  await page.goto('/my-work?status=in_progress&sort=name');
  await rows(page).first().waitFor();
  await press(page, 'j', 'j');
  const id = await focusedId(page);
  const before = await stored(page, id);
  const undone = page.getByRole('status').filter({ hasText: 'Undone:' });
  const takeBack = async (key: string) => {
    await button(page, /^Undo/u).waitFor();
    await press(page, key);
    await button(page, /^Undo/u).waitFor({ state: 'detached' });
  };

  await chooseBy(page, 'd', choice(page, /^Tomorrow/u));
  await expect.poll(async () => (await stored(page, id)).dueAt).not.toBe(before.dueAt);
  await expect.poll(() => focusedId(page)).toBe(id);
  await takeBack('z');
  await expect.poll(async () => (await stored(page, id)).dueAt).toBe(before.dueAt);

  await chooseBy(page, 'h', choice(page, /^Pick a date/u));
  const day = page.getByRole('dialog', { name: 'Snooze until' });
  await tabTo(page, day.getByLabel('Day'));
  // The year stands last, in whatever order the browser writes day and month.
  await press(page, 'Tab', 'Tab', 'ArrowUp', 'Enter');
  await day.waitFor({ state: 'detached' });
  await expect
    .poll(async () => (await stored(page, id)).followUpAt)
    .toContain(String(new Date().getFullYear() + 1));
  await expect.poll(() => focusedId(page)).toBe(id);
  await takeBack('z');
  await expect.poll(async () => (await stored(page, id)).followUpAt).toBe(before.followUpAt);

  const other = before.priority === 'low' ? 'High' : 'Low';
  await chooseBy(page, 'p', choice(page, other));
  await focusedRow(page).getByText(other, { exact: true }).waitFor();
  await takeBack('Control+z');
  await expect.poll(async () => (await stored(page, id)).priority).toBe(before.priority);
  await undone.first().waitFor({ state: 'attached' });
  await page.context().close();
}, 60_000);

test('filters and their chips, the order, and all that match changed at once', async () => {
  const { page } = await openPageAs(browser, app.url, SUPERVISOR);
  await page.goto('/customers?status=waiting');
  await rows(page).first().waitFor();
  await tabTo(page, button(page, 'Priority').first());
  await chooseBy(page, 'Enter', page.getByRole('menuitemcheckbox', { name: 'Urgent' }), 'Escape');
  await page.waitForURL(/priority=/u);
  await tabTo(page, button(page, /^Sort/u));
  await chooseBy(page, 'Enter', choice(page, 'Name, Z to A'));
  await page.waitForURL(/sort=-name/u);
  await tabTo(page, button(page, /^Remove the filter “Status/u), 'Shift+Tab');
  // How many there are comes with the rows, unlike how many of them are overdue; rows of the list before cannot be chosen.
  const total = async () => /^[\d,]+/u.exec(await page.locator('.list-footer').innerText())?.[0];
  const fewer = await total();
  await press(page, 'Enter');
  await page.waitForURL(/status=any/u);
  // The chip is gone; the one beside it has the focus, so that it can be lifted next.
  await expect
    .poll(() => page.evaluate(() => document.activeElement?.getAttribute('aria-label')))
    .toBe('Remove the filter “Priority: Urgent”');

  await expect.poll(total).not.toBe(fewer);
  await press(page, 'j');
  await press(page, 'Control+a');
  await tabTo(page, bar(page).getByRole('button', { name: /^Select all [\d,]+ matching$/u }));
  await press(page, 'Enter');
  const chosen = await bar(page).getByRole('status').innerText();
  const count = Number(chosen.replaceAll(/\D/gu, ''));
  expect(count).toBeGreaterThan(200);
  await chooseBy(page, 'h', choice(page, /^Next week/u));
  await page.getByRole('heading', { level: 1, name: /^Preview/u }).waitFor();
  await tabTo(page, button(page, /^Change [\d,]+ customers$/u));
  await press(page, 'Enter');
  await page.waitForURL(/\/customers\?/u);
  expect(await bar(page).count()).toBe(0);
  await press(page, 'z');
  await page.getByRole('status').filter({ hasText: 'Undone:' }).first().waitFor({ state: 'attached' });

  await press(page, 'Control+k');
  await page.getByRole('dialog').getByRole('combobox').waitFor();
  await page.keyboard.type('priority low');
  await page.getByRole('option', { name: 'Priority: Low' }).waitFor();
  await press(page, 'Enter');
  await page.waitForURL(/priority=low/u);
  await page.context().close();
}, 60_000);

test('keys pressed before a dialog is there are typed in it, and none does anything in the list', async () => {
  const { page } = await openPageAs(browser, app.url, SUPERVISOR);
  const { promise: fetched, resolve: fetchNow } = Promise.withResolvers<void>();
  await page.route(/DeskDialogs/u, async (route) => {
    await fetched;
    await route.continue();
  });
  await page.goto('/customers?status=in_progress&sort=name');
  await rows(page).first().waitFor();
  await press(page, 'j', 'j');
  const id = await focusedId(page);
  const before = await stored(page, id);
  await together(page, 'a', 'Escape', 'j', 'k', 'a', 'e', 'i', 's');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Tab');
  fetchNow();
  const dialog = page.getByRole('dialog', { name: 'Reassign 1 customer' });
  await expect.poll(() => dialog.getByRole('combobox').inputValue()).toBe('eis');
  await page.keyboard.type('-');
  expect(await dialog.getByRole('combobox').inputValue()).toBe('eis-');
  await page.keyboard.press('Escape');
  expect(await focusedId(page)).toBe(id);

  await together(page, 'l', 'e', 'x');
  const tags = page.getByRole('dialog', { name: 'Tags of 1 customer' });
  expect(await tags.getByRole('combobox').or(tags.getByRole('textbox')).first().inputValue()).toBe('ex');
  await together(page, 'Enter', 'Enter');
  await tags.waitFor({ state: 'detached' });
  expect(await focusedId(page)).toBe(id);
  await expect.poll(async () => (await stored(page, id)).tags).toContain('ex');
  const { status, assignedTo } = await stored(page, id);
  expect({ status, assignedTo }).toEqual({ status: before.status, assignedTo: before.assignedTo });
  await page.context().close();
}, 60_000);

test('a key pressed right after the one that opens a menu is for the menu', async () => {
  const { page } = await openPageAs(browser, app.url, EMPLOYEE);
  await page.goto('/my-work?status=in_progress&sort=name');
  await rows(page).first().waitFor();
  const session = await page.context().newCDPSession(page);
  await session.send('Emulation.setCPUThrottlingRate', { rate: 6 });
  await press(page, 'j', 'j');
  const id = await focusedId(page);
  const before = await stored(page, id);
  const menu = page.getByRole('menu');

  await together(page, 's', 'e');
  await menu.waitFor();
  await press(page, 'Escape');
  await menu.waitFor({ state: 'detached' });
  expect(await focusedId(page)).toBe(id);
  await together(page, 'p', before.priority === 'low' ? 'ArrowUp' : 'ArrowDown', 'Enter');
  await expect.poll(async () => (await stored(page, id)).priority).not.toBe(before.priority);
  expect(await focusedId(page)).toBe(id);

  await press(page, 'x', 'Shift+J');
  await together(page, 'd', 'e');
  await menu.waitFor();
  await press(page, 'Escape');
  await menu.waitFor({ state: 'detached' });
  await bar(page).getByText('2 selected').waitFor();
  expect((await stored(page, id)).status).toBe(before.status);
  expect(new URL(page.url()).pathname).toBe('/my-work');
  await page.context().close();
}, 60_000);
