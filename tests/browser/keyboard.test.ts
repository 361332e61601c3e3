import { actAs } from '@caseload/scripts/screenshots/steps.ts';
import { demoPassword } from '@caseload/shared/session/demoPeople.ts';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { arrowTo, chooseBy, pick, press, tabTo } from './support/keyboard.ts';
import { openBrowser, openPage, openPageAs } from './support/openBrowser.ts';
import { startTestApp, type TestApp } from './support/startTestApp.ts';

// Nothing here is pointed at: a mouse never moves, and every key must leave the focus where it can be seen.
const BUSIEST = 'employee31@harbour.example';
const SUPERVISOR = 'supervisor01@harbour.example';

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
const story = (page: Page) => page.getByRole('region', { name: 'Comments and changes' });
const field = (page: Page, name: string) => page.getByRole('textbox', { name, exact: true });

test('signing in, settings and signing out', async () => {
  const { page } = await openPage(browser, app.url);
  await page.goto('/my-work');
  await tabTo(page, page.getByLabel('E-mail'));
  await page.keyboard.type(BUSIEST);
  await tabTo(page, page.getByLabel('Password', { exact: true }));
  await page.keyboard.type(demoPassword);
  await press(page, 'Enter');
  await rows(page).first().waitFor();

  await page.reload();
  await rows(page).first().waitFor();
  await press(page, 'Tab');
  const skip = page.getByRole('link', { name: 'Skip to the content' });
  expect(await page.evaluate(() => document.activeElement?.outerHTML)).toBe(
    await skip.evaluate((link) => link.outerHTML),
  );
  await press(page, 'Enter');
  expect(await page.evaluate(() => document.activeElement?.id)).toBe('content');

  await press(page, 'Control+k');
  await page.getByRole('dialog').getByRole('combobox').waitFor();
  await page.keyboard.type('go to settings');
  await page.getByRole('option').first().waitFor();
  await press(page, 'Enter');
  await page.waitForURL(/\/settings/u);
  await tabTo(page, page.getByRole('link', { name: 'Appearance' }));
  await press(page, 'Enter');
  await page.getByRole('heading', { name: 'Appearance', level: 1 }).waitFor();
  const theme = page.getByRole('radiogroup', { name: 'Colours' });
  await tabTo(page, theme.getByRole('radio', { checked: true }));
  await press(page, 'ArrowRight', 'ArrowRight');
  await page.locator(':root[data-mantine-color-scheme="dark"]').waitFor();
  await press(page, 'ArrowLeft', 'ArrowLeft');

  await tabTo(page, page.getByRole('link', { name: 'Profile' }), 'Shift+Tab');
  await press(page, '?');
  await page.getByRole('dialog', { name: 'Keyboard shortcuts' }).waitFor();
  await press(page, 'Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });

  await tabTo(page, page.locator('.rail__person'), 'Shift+Tab');
  await press(page, 'Enter');
  const signOut = page.getByRole('menuitem', { name: 'Sign out' });
  await arrowTo(page, signOut);
  await press(page, 'Enter');
  await page.waitForURL('/sign-in');
  await page.context().close();
}, 60_000);

test('working through the list: filter, status, undo, snooze, preview, selection', async () => {
  const { page } = await openPageAs(browser, app.url, BUSIEST);
  await page.goto('/my-work?status=new');
  await rows(page).first().waitFor();
  await press(page, 'j', 'j', 'k', 'ArrowDown', 'ArrowUp');
  const first = await focusedRow(page).getAttribute('aria-rowindex');
  expect(first).toBe('2');

  await press(page, 'f');
  const rowCount = () => page.getByRole('grid').getAttribute('aria-rowcount');
  const unfiltered = await rowCount();
  await page.keyboard.type('a');
  // The rows that are found take the place of those that were there, to which nothing is done meanwhile.
  await expect.poll(rowCount).not.toBe(unfiltered);
  await press(page, 'Escape', 'j');
  const focusedId = () => page.evaluate(() => document.activeElement?.id);
  await expect.poll(focusedId).toMatch(/^customer-/u);
  await press(page, 's');
  const waiting = page.getByRole('menuitemradio', { name: 'Waiting' });
  await arrowTo(page, waiting);
  await press(page, 'Enter');
  await focusedRow(page).getByText('Waiting').waitFor();
  const toast = page.getByRole('button', { name: /^Undo/u });
  await toast.waitFor();
  await press(page, 'z');
  await focusedRow(page).getByText('New', { exact: true }).waitFor();
  await toast.waitFor({ state: 'detached' });

  const id = await focusedId();
  await chooseBy(page, 'h', page.getByRole('menuitem', { name: /^Tomorrow/u }));
  await toast.waitFor();
  await toast.focus();
  await press(page, 'Enter');
  await toast.waitFor({ state: 'detached' });
  // The focus is back where it was, so the keys of the list go on working.
  expect(id).toMatch(/^customer-/u);
  await expect.poll(focusedId).toBe(id);

  await press(page, 'Space');
  await page.getByRole('complementary', { name: 'Preview' }).waitFor();
  await press(page, 'j', 'Escape');
  await page.getByRole('complementary', { name: 'Preview' }).waitFor({ state: 'detached' });

  await press(page, 'x', 'Shift+J');
  await page.getByText('2 selected').waitFor();
  await press(page, 'p');
  await page
    .getByRole('menuitemradio', { name: 'Low' })
    .or(page.getByRole('menuitem', { name: 'Low' }))
    .waitFor();
  await press(page, 'Escape', 'Escape');
  await page.getByText('2 selected').waitFor({ state: 'detached' });
  await press(page, ']');
  await press(page, '[');
  await page.context().close();
}, 60_000);

test('a customer: edit, comment with a mention, settle a conflict, and back to the row', async () => {
  const { page } = await openPageAs(browser, app.url, BUSIEST);
  await page.goto('/my-work?status=in_progress');
  await rows(page).first().waitFor();
  await press(page, 'j', 'j');
  const row = await page.evaluate(() => document.activeElement?.id ?? '');
  await press(page, 'o');
  await page.waitForURL(/\/customers\//u);
  await page.locator('.action').first().waitFor();
  const id = new URL(page.url()).pathname.split('/').at(-1) ?? '';

  await tabTo(page, field(page, 'Phone'));
  await press(page, 'Control+a');
  await page.keyboard.type('+49 30 4711');
  await press(page, 'Enter');
  await story(page)
    .getByText(/Phone (?:from .+ )?to \+49 30 4711/u)
    .waitFor();

  await press(page, 'Tab');
  await tabTo(page, page.getByRole('textbox', { name: 'Write a comment' }));
  await page.keyboard.type('Please look, @gret');
  await page.getByRole('option', { name: /Greta Sandberg/u }).waitFor();
  await press(page, 'Enter');
  await page.keyboard.type(' and call.');
  await press(page, 'Control+Enter');
  await story(page).locator('.action').getByText('@Greta Sandberg').waitFor();

  await actAs(page, SUPERVISOR, async (request) => {
    const { updatedAt, notes } = await (await request.get(`/api/customers/${id}`)).json();
    const data = { updatedAt, notes: `${notes} Theirs.` };
    expect((await request.patch(`/api/customers/${id}`, { data })).status()).toBe(200);
  });
  await tabTo(page, field(page, 'Notes'), 'Shift+Tab');
  await press(page, 'Control+End');
  await page.keyboard.type(' Mine.');
  await press(page, 'Control+Enter');
  const dialog = page.getByRole('dialog');
  await dialog.waitFor();
  await tabTo(page, dialog.getByRole('textbox', { name: 'Result for Notes' }));
  await press(page, 'Control+End');
  await page.keyboard.type(' Both.');
  await tabTo(page, dialog.getByRole('button', { name: 'Save my choices' }));
  await press(page, 'Enter');
  await dialog.waitFor({ state: 'detached' });
  await story(page).getByText('edited Notes').first().waitFor();
  const { notes } = await (await page.request.get(`/api/customers/${id}`)).json();
  expect(notes).toMatch(/Mine\. Both\.$/u);

  await press(page, 'Tab', 'Tab');
  await tabTo(page, page.locator('.back-to-my-work'), 'Shift+Tab');
  await press(page, 'u');
  await page.waitForFunction((wanted) => document.activeElement?.id === wanted, row);
  await page.context().close();
}, 60_000);

test('activity and mentions', async () => {
  const { page } = await openPageAs(browser, app.url, SUPERVISOR);
  await page.goto('/my-work');
  await page.getByRole('heading', { level: 1 }).waitFor();
  await press(page, 'g', 'a');
  await page.locator('.activity-row').nth(3).waitFor();
  await press(page, 'j', 'j', 'k', 'o');
  await page.locator('.activity-details').waitFor();
  await press(page, 'Enter');
  await page.locator('.activity-details').waitFor({ state: 'detached' });

  const who = page.getByRole('combobox', { name: 'Who' });
  await tabTo(page, who, 'Shift+Tab');
  await page.keyboard.type('emma');
  const emma = page.getByRole('option', { name: 'Emma Thompson' });
  await emma.waitFor();
  await pick(page, emma);
  await page.waitForURL(/actor=/u);
  await tabTo(page, page.getByRole('button', { name: 'When', exact: true }));
  await press(page, 'Enter');
  await tabTo(page, page.getByRole('button', { name: 'Last 7 days' }));
  await press(page, 'Enter');
  await page.waitForURL(/period=week/u);
  await press(page, 'Control+k');
  await page.getByRole('dialog').getByRole('combobox').waitFor();
  await page.keyboard.type('download as csv');
  await page.getByRole('option', { name: 'Export: Download as CSV' }).waitFor();
  const [file] = await Promise.all([page.waitForEvent('download'), press(page, 'Enter')]);
  expect(new URL(file.url()).pathname).toBe('/api/activity.csv');
  await tabTo(page, page.getByRole('button', { name: 'Clear filters' }));
  await press(page, 'Enter');
  await page.waitForURL('/activity');

  await tabTo(page, page.locator('.rail__person'), 'Shift+Tab');
  await press(page, 'g', 'n');
  await page.waitForURL('/mentions');
  await page.getByRole('heading', { name: 'Mentions', level: 1 }).waitFor();
  await tabTo(page, page.getByRole('radio', { name: 'Unread' }));
  await press(page, 'ArrowRight');
  await page.waitForURL('/mentions?show=all');
  await page.context().close();
}, 60_000);
