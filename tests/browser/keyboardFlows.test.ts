import { demoPassword } from '@caseload/shared/session/demoPeople.ts';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { arrowTo, pick, press, tabTo } from './support/keyboard.ts';
import { openBrowser, openPageAs } from './support/openBrowser.ts';
import { startTestApp, type TestApp } from './support/startTestApp.ts';

// As in keyboard.test.ts: no mouse, and every key must leave the focus where it can be seen.
const EMPLOYEE = 'employee12@harbour.example';
const CHANGING = 'employee13@harbour.example';
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
const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name });
const heading = (page: Page) => page.getByRole('heading', { level: 1 });
const story = (page: Page) => page.getByRole('region', { name: 'Comments and changes' });

test('the queue: start, skip with a reason, save and go on, stop', async () => {
  const { page } = await openPageAs(browser, app.url, EMPLOYEE);
  await page.goto('/my-work');
  await rows(page).first().waitFor();
  const read = new Set<string>();
  page.on('request', (request) => read.add(new URL(request.url()).pathname));
  await press(page, 'w');
  await page.getByText(/^1 of \d+$/u).waitFor();
  // The one after it is read before it is asked for.
  await expect.poll(() => [...read].filter((path) => /^\/api\/customers\/[^/]+$/u.test(path)).length).toBe(2);
  const first = await heading(page).innerText();
  await press(page, 'x');
  const dialog = page.getByRole('dialog', { name: 'Skip this customer' });
  await dialog.waitFor();
  await tabTo(page, dialog.getByRole('radio', { checked: true }));
  const other = dialog.getByRole('radio', { name: 'Another reason' });
  await arrowTo(page, other);
  await tabTo(page, dialog.getByRole('textbox', { name: 'Your reason' }));
  await page.keyboard.type('Rings back on Monday');
  await press(page, 'Enter');
  await dialog.waitFor({ state: 'detached' });
  await expect.poll(() => heading(page).innerText()).not.toBe(first);

  const second = await heading(page).innerText();
  await tabTo(page, page.getByRole('textbox', { name: 'Phone', exact: true }));
  await press(page, 'Control+a');
  await page.keyboard.type('+49 40 4711');
  await press(page, 'Control+Shift+Enter');
  await expect.poll(() => heading(page).innerText()).not.toBe(second);
  const stop = button(page, 'Stop working');
  await tabTo(page, stop, 'Shift+Tab');
  await press(page, 'Enter');
  await stop.waitFor({ state: 'detached' });
  await page.context().close();
}, 60_000);

test('a new customer, the history of a field, and an earlier value restored', async () => {
  const { page } = await openPageAs(browser, app.url, SUPERVISOR);
  await page.goto('/my-work');
  await heading(page).waitFor();
  await press(page, 'c');
  const form = page.getByRole('dialog', { name: 'New customer' });
  await tabTo(page, form.getByRole('textbox', { name: 'Name', exact: true }));
  await page.keyboard.type('Keyboard Works Ltd');
  await tabTo(page, form.getByRole('button', { name: 'Create customer' }));
  await press(page, 'Enter');
  await page.waitForURL(/\/customers\//u);
  await page.getByRole('heading', { level: 1, name: 'Keyboard Works Ltd' }).waitFor();

  const phone = page.getByRole('textbox', { name: 'Phone', exact: true });
  for (const number of ['111', '222']) {
    await tabTo(page, phone);
    await press(page, 'Control+a');
    await page.keyboard.type(number);
    await press(page, 'Enter');
    await story(page)
      .getByText(new RegExp(`Phone (?:from .+ )?to ${number}`, 'u'))
      .waitFor();
  }
  await tabTo(page, button(page, 'History of Phone'), 'Shift+Tab');
  await press(page, 'Enter');
  const history = page.getByRole('dialog', { name: 'History of Phone' });
  await tabTo(page, history.getByRole('button', { name: /Restore this/u }).first());
  await press(page, 'Enter');
  await tabTo(page, page.getByRole('button', { name: 'Restore', exact: true }));
  await press(page, 'Enter');
  await expect.poll(() => phone.inputValue()).toBe('111');
  await page.context().close();
}, 60_000);

test('a view of one’s own, an export, a key of one’s own, and the end of another session', async () => {
  const { page } = await openPageAs(browser, app.url, SUPERVISOR);
  const { page: elsewhere } = await openPageAs(browser, app.url, SUPERVISOR);
  await elsewhere.goto('/my-work');
  await heading(elsewhere).waitFor();

  await page.goto('/my-work?status=new');
  await heading(page).waitFor();
  await press(page, 'Control+k');
  await page.getByRole('dialog').getByRole('combobox').waitFor();
  await page.keyboard.type('save view');
  const save = page.getByRole('option', { name: /Save (?:as a new )?view/u }).first();
  await save.waitFor();
  while ((await save.getAttribute('aria-selected')) !== 'true') await press(page, 'ArrowDown');
  await press(page, 'Enter');
  const saving = page.getByRole('dialog', { name: /view/iu });
  await tabTo(page, saving.getByRole('textbox').first());
  await press(page, 'Control+a');
  await page.keyboard.type('New by keys');
  await press(page, 'Enter');
  await page
    .getByRole('tab', { name: /New by keys/u })
    .or(page.getByRole('link', { name: /New by keys/u }))
    .waitFor();

  await tabTo(page, button(page, 'Export'));
  await press(page, 'Enter');
  const csv = page.getByRole('menuitem', { name: /CSV/u }).first();
  await arrowTo(page, csv);
  const [download] = await Promise.all([page.waitForEvent('download'), page.keyboard.press('Enter')]);
  expect(download.suggestedFilename()).toMatch(/\.csv$/u);

  await page.goto('/settings/keys');
  const change = button(page, /^Change the key of “New customer/u);
  await tabTo(page, change);
  await press(page, 'Enter');
  await page.keyboard.press('y');
  await page.locator('[data-action="customers.new"]').getByText('Y', { exact: true }).waitFor();
  await press(page, 'y');
  await page.getByRole('dialog', { name: 'New customer' }).waitFor();
  await press(page, 'Escape');

  await page.goto('/settings/sessions');
  // Other tests here may have left sessions of this person.
  const end = button(page, /^End the (?:other session|\d+ other sessions)$/u);
  await tabTo(page, end);
  await press(page, 'Enter');
  await expect.poll(async () => (await elsewhere.request.get('/api/session')).status()).toBe(401);
  await page.context().close();
  await elsewhere.context().close();
}, 90_000);

test('a customer found in the palette: tags, custom fields, a comment with a mention and a file', async () => {
  const { page } = await openPageAs(browser, app.url, SUPERVISOR);
  await page.goto('/customers?sort=name');
  const name = await rows(page).first().getByRole('link').innerText();
  await press(page, 'Control+k');
  await page.getByRole('dialog').getByRole('combobox').waitFor();
  await page.keyboard.type(name);
  const found = page.getByRole('group', { name: 'Customers' }).getByRole('option').first();
  await found.getByText(name).waitFor();
  while ((await found.getAttribute('aria-selected')) !== 'true') await press(page, 'ArrowDown');
  await press(page, 'Enter');
  await page.waitForURL(/\/customers\//u);
  await page.locator('.action').first().waitFor();

  await press(page, 'l');
  await page.keyboard.type('by-keyboard');
  await press(page, 'Enter');
  await story(page).getByText('added the tag by-keyboard').waitFor();
  await tabTo(page, button(page, 'Remove the tag by-keyboard'), 'Shift+Tab');
  await press(page, 'Enter');
  await story(page).getByText('removed the tag by-keyboard').waitFor();

  const plan = page.getByRole('combobox', { name: 'Plan' });
  await tabTo(page, plan);
  const before = await plan.inputValue();
  const otherPlan = before === 'Team' ? 'Business' : 'Team';
  await pick(page, page.getByRole('option', { name: otherPlan }));
  await expect.poll(() => plan.inputValue()).toBe(otherPlan);
  await story(page)
    .getByText(/ Plan /u)
    .first()
    .waitFor();
  await tabTo(page, button(page, 'Add a custom field'));
  await press(page, 'Enter');
  await page.keyboard.type('parking');
  await tabTo(page, page.getByRole('textbox', { name: 'Value' }));
  await page.keyboard.type('Gate 4');
  await press(page, 'Enter');
  await story(page).getByText('set parking to Gate 4').waitFor();

  await press(page, 'm');
  await page.keyboard.type('The plan, @gret');
  await page.getByRole('option', { name: /Greta Sandberg/u }).waitFor();
  await press(page, 'Enter');
  // The browser is told ahead of the key that the question will be answered here.
  const asking = page.waitForEvent('filechooser', { timeout: 30_000 });
  await tabTo(page, button(page, 'Add files'));
  await page.keyboard.press('Enter');
  const asked = await asking;
  await asked.setFiles({ name: 'plan.txt', mimeType: 'text/plain', buffer: Buffer.from('third floor') });
  await page.getByRole('list', { name: 'Files to be sent' }).getByText('plan.txt').waitFor();
  await tabTo(page, page.getByRole('button', { name: 'Send', exact: true }));
  await press(page, 'Enter');
  const comment = story(page).locator('.action').filter({ hasText: '@Greta Sandberg' });
  await comment.getByText('plan.txt').waitFor();
  await page.context().close();
}, 60_000);

test('settings of one’s own: language, rows, password; and signing out', async () => {
  const { page } = await openPageAs(browser, app.url, CHANGING);
  await page.goto('/settings/profile');
  const language = page.getByRole('combobox', { name: 'Language' });
  await tabTo(page, language);
  await pick(page, page.getByRole('option', { name: 'Deutsch' }));
  await page.getByRole('heading', { level: 1, name: 'Profil', exact: true }).waitFor();
  await pick(page, page.getByRole('option', { name: 'English' }), 'ArrowUp');
  await page.getByRole('heading', { level: 1, name: 'Profile' }).waitFor();

  await tabTo(page, page.getByRole('link', { name: 'Appearance' }), 'Shift+Tab');
  await press(page, 'Enter');
  const lists = page.getByRole('radiogroup', { name: 'Rows of lists' });
  await tabTo(page, lists.getByRole('radio', { checked: true }));
  await press(page, 'ArrowRight');
  await page.getByRole('status').filter({ hasText: 'Saved' }).first().waitFor();
  expect(await lists.getByRole('radio', { name: 'Comfortable' }).isChecked()).toBe(true);

  await tabTo(page, page.getByRole('link', { name: 'Password' }), 'Shift+Tab');
  await press(page, 'Enter');
  await tabTo(page, page.getByLabel('Current password', { exact: true }));
  await page.keyboard.type(demoPassword);
  await tabTo(page, page.getByLabel('New password', { exact: true }));
  await page.keyboard.type('otters fold quiet umbrellas');
  await press(page, 'Enter');
  await page.getByText('Your password is changed.').waitFor();

  await press(page, 'Control+k');
  await page.getByRole('dialog').getByRole('combobox').waitFor();
  await page.keyboard.type('sign out');
  await page.getByRole('option', { name: 'Sign out' }).waitFor();
  await press(page, 'Enter');
  await page.waitForURL('/sign-in');
  await page.context().close();
}, 60_000);
