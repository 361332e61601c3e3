import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openBrowser, openPageAs } from './support/openBrowser.ts';
import { startTestApp, type TestApp } from './support/startTestApp.ts';
import { print } from '../support/print.ts';

const EMPLOYEE = 'employee05@harbour.example';
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

const rows = (page: Page) => page.locator('.customer-table__row[aria-rowindex]');
const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name });
const idOf = async (page: Page, index: number) =>
  (await rows(page).nth(index).locator('.customer-table__link').getAttribute('id'))?.replace(
    'customer-',
    '',
  ) ?? '';
const stored = async (page: Page, id: string) => (await page.request.get(`/api/customers/${id}`)).json();

async function change(page: Page, id: string, fields: Record<string, unknown>): Promise<void> {
  const { updatedAt } = await stored(page, id);
  const answer = await page.request.patch(`/api/customers/${id}`, { data: { updatedAt, ...fields } });
  expect(answer.status()).toBe(200);
}

/** Opens the menu of the active row and chooses by the beginning of a word. */
async function choose(page: Page, key: string, item: string): Promise<void> {
  await page.keyboard.press(key);
  await page.getByRole('menu').waitFor();
  await page.waitForFunction(() => document.activeElement?.role?.startsWith('menuitem'));
  await page.keyboard.press(item.slice(0, 1));
  await page.waitForFunction((text) => document.activeElement?.textContent.startsWith(text), item);
  await page.keyboard.press('Enter');
}

test('by keyboard: status, priority, due date and snooze change at once, and Z takes each back', async () => {
  const { page } = await openPageAs(browser, app.url, EMPLOYEE);
  await page.goto('/my-work?status=in_progress&followUp=none');
  await rows(page).first().waitFor();
  const row = rows(page).first();
  const id = await idOf(page, 0);
  const before = await stored(page, id);
  await page.keyboard.press('j');

  let answers = 0;
  await page.route('**/api/customers/*', async (route) => {
    await new Promise((resolve) => setTimeout(resolve, 300));
    answers += 1;
    await route.continue();
  });
  await page.evaluate(() => {
    let pressedAt = 0;
    window.addEventListener(
      'keydown',
      ({ key }) => {
        if (key === 'Enter') pressedAt = performance.now();
      },
      true,
    );
    new MutationObserver((_, observer) => {
      const isShown = document.querySelector('.customer-table__row')?.textContent.includes('Escalated');
      if (isShown !== true) return;
      sessionStorage.setItem('shownAfter', String(performance.now() - pressedAt));
      observer.disconnect();
    }).observe(document.body, { subtree: true, childList: true, characterData: true });
  });
  await choose(page, 's', 'Escalated');
  await row.getByText('Escalated').waitFor();
  expect(answers).toBe(0);
  const paint = Number(await page.evaluate(() => sessionStorage.getItem('shownAfter') ?? 'NaN'));
  print(`A status change shows after ${paint.toFixed(0)} ms`);
  expect(paint).toBeGreaterThan(0);
  await page.getByText('Status: Escalated').first().waitFor();
  await page.unroute('**/api/customers/*');
  expect((await stored(page, id)).status).toBe('escalated');
  expect(await page.evaluate(() => document.activeElement?.id)).toBe(`customer-${id}`);

  await page.keyboard.press('z');
  await row.getByText('In progress').waitFor();
  await expect.poll(async () => (await stored(page, id)).status).toBe('in_progress');

  await choose(page, 'p', 'Urgent');
  await expect.poll(async () => (await stored(page, id)).priority).toBe('urgent');
  await choose(page, 'd', 'Tomorrow');
  await expect.poll(async () => (await stored(page, id)).dueAt).not.toBe(before.dueAt);
  await row.getByText('Tomorrow').waitFor();
  await choose(page, 'h', 'Next week');
  await row.locator('.sleep-mark').waitFor();
  await expect.poll(async () => (await stored(page, id)).followUpAt).not.toBeNull();
  for (const left of ['followUpAt', 'dueAt', 'priority'] as const) {
    await page.keyboard.press('z');
    await expect.poll(async () => (await stored(page, id))[left]).toBe(before[left]);
  }
  await page.keyboard.press('d');
  await page.getByRole('menuitem', { name: 'Pick a date …' }).click();
  const dialog = page.getByRole('dialog', { name: 'Due on' });
  await dialog.getByLabel('Day').fill('2031-05-06');
  await page.keyboard.press('Enter');
  await row.getByText('6 May 2031').waitFor();
  await expect.poll(async () => (await stored(page, id)).dueAt).toMatch(/^2031-05-06/u);
  await page.context().close();
});

test('Z before the answer takes the change back once it is saved; what fails only says so', async () => {
  const { page } = await openPageAs(browser, app.url, EMPLOYEE);
  await page.goto('/my-work?status=in_progress&followUp=none');
  await rows(page).first().waitFor();
  const row = rows(page).first();
  const id = await idOf(page, 0);
  const before = await stored(page, id);
  const waits = page
    .getByRole('region', { name: 'Changes that can be undone' })
    .getByText('Undone as soon as');
  await page.keyboard.press('j');

  const sent: unknown[] = [];
  let answer = Promise.withResolvers<'saved' | 'refused'>();
  await page.route(`**/api/customers/${id}`, async (route) => {
    const { updatedAt: _, ...change } = route.request().postDataJSON();
    sent.push(change);
    if ((await answer.promise) === 'saved') return route.continue();
    const problem = { type: 'forbidden', status: 403, title: 'x', instance: 'r' };
    return route.fulfill({ status: 403, contentType: 'application/problem+json', json: problem });
  });
  await choose(page, 's', 'Escalated');
  await row.getByText('Escalated').waitFor();
  const [label, priority] = before.priority === 'urgent' ? ['Low', 'low'] : ['Urgent', 'urgent'];
  await choose(page, 'p', label);
  await row.getByText(label).waitFor();
  await page.keyboard.press('z');
  await page.keyboard.press('z');
  await page.keyboard.press('z');
  await expect.poll(() => waits.count()).toBe(2);
  expect(sent).toEqual([{ status: 'escalated' }]);
  answer.resolve('saved');
  await row.getByText('In progress').waitFor();
  await waits.first().waitFor({ state: 'detached' });
  const forth = [{ status: 'escalated' }, { priority }];
  const back = [{ priority: before.priority }, { status: 'in_progress' }];
  await expect.poll(() => sent).toEqual([...forth, ...back]);
  await expect.poll(async () => (await stored(page, id)).version).toBe(before.version + 4);
  expect(await stored(page, id)).toMatchObject({ status: 'in_progress', priority: before.priority });

  answer = Promise.withResolvers();
  await choose(page, 's', 'Escalated');
  await row.getByText('Escalated').waitFor();
  await page.keyboard.press('z');
  await waits.waitFor();
  answer.resolve('refused');
  await row.getByText('You may not do this.').waitFor();
  await waits.waitFor({ state: 'detached' });
  await row.getByText('In progress').waitFor();
  expect(sent.slice(4)).toEqual([{ status: 'escalated' }]);
  expect(await stored(page, id)).toMatchObject({ version: before.version + 4 });
  await page.context().close();
});

test('a failed change is taken back where it stands, and so is one that somebody else beat', async () => {
  const { page } = await openPageAs(browser, app.url, EMPLOYEE);
  const { page: other } = await openPageAs(browser, app.url, SUPERVISOR);
  await page.goto('/my-work?status=new&sort=name');
  await rows(page).first().waitFor();
  const row = rows(page).first();
  const id = await idOf(page, 0);
  await page.keyboard.press('j');

  const problem = { type: 'internal', status: 500, title: 'x', instance: 'request-9' };
  await page.route('**/api/customers/*', (route) =>
    route.fulfill({
      status: 500,
      contentType: 'application/problem+json',
      body: JSON.stringify(problem),
    }),
  );
  await choose(page, 's', 'Closed');
  await row.getByRole('alert').filter({ hasText: 'Status not saved' }).waitFor();
  expect(await row.locator('.status-badge').innerText()).toBe('New');
  await page.unroute('**/api/customers/*');
  await row.getByRole('button', { name: 'Retry' }).click();
  await expect.poll(async () => (await stored(page, id)).status).toBe('closed');
  expect(await row.getByRole('alert').count()).toBe(0);

  await change(other, id, { priority: 'low', notes: 'Changed elsewhere.' });
  await page.locator(`#customer-${id}`).focus();
  await choose(page, 's', 'Waiting');
  await row.getByText('Low').waitFor();
  expect(await row.getByRole('alert').count()).toBe(0);
  await expect
    .poll(() => stored(page, id))
    .toMatchObject({
      status: 'waiting',
      priority: 'low',
      notes: 'Changed elsewhere.',
    });

  await change(other, id, { status: 'resolved' });
  await choose(page, 's', 'Escalated');
  const clash = row.getByRole('alert').filter({ hasText: 'changed Status to “Resolved”' });
  await clash.waitFor();
  expect(await row.locator('.status-badge').innerText()).toBe('Resolved');
  expect((await stored(page, id)).status).toBe('resolved');
  await row.getByRole('button', { name: 'Set to “Escalated” anyway' }).click();
  await expect.poll(async () => (await stored(page, id)).status).toBe('escalated');
  await other.context().close();
  await page.context().close();
});

test('the preview follows the keys and shows what there is; nobody’s customers can be taken', async () => {
  const { page } = await openPageAs(browser, app.url, EMPLOYEE);
  await page.goto('/my-work');
  await rows(page).first().waitFor();
  await page.keyboard.press('j');
  await page.keyboard.press('Space');
  const preview = page.getByRole('complementary', { name: 'Preview' });
  for (const index of [0, 1, 2]) {
    const customer = await stored(page, await idOf(page, index));
    await preview.getByRole('heading', { name: customer.name }).waitFor();
    if (customer.notes !== '') await preview.getByText(customer.notes.slice(0, 40)).waitFor();
    await preview.getByRole('listitem').first().waitFor();
    expect(await preview.getByRole('listitem').count()).toBeLessThanOrEqual(5);
    await page.keyboard.press('j');
  }
  await page.keyboard.press('Escape');
  await preview.waitFor({ state: 'detached' });
  expect(await page.evaluate(() => document.activeElement?.id)).toMatch(/^customer-/u);

  await page.goto('/my-work?assignedTo=none');
  await rows(page).first().waitFor();
  const id = await idOf(page, 0);
  const { employee } = await (await page.request.get('/api/session')).json();
  await page.keyboard.press('j');
  await page.keyboard.press('i');
  await rows(page).first().getByText(employee.name).waitFor();
  await expect.poll(async () => (await stored(page, id)).assignedTo).toBe(employee.id);
  await page.keyboard.press('z');
  await expect.poll(async () => (await stored(page, id)).assignedTo).toBeNull();
  await page.context().close();
});

test('many are chosen by keys, changed together, and undone as one; what fails stays chosen with its reason', async () => {
  const { page } = await openPageAs(browser, app.url, EMPLOYEE);
  await page.goto('/my-work?status=in_progress');
  await rows(page).first().waitFor();
  const selection = page.getByRole('region', { name: 'Selected customers' });
  await page.keyboard.press('j');
  await page.keyboard.press('x');
  await page.keyboard.press('Shift+J');
  await page.keyboard.press('Shift+J');
  await page.keyboard.press('Shift+K');
  await selection.getByText('2 selected').waitFor();
  await rows(page)
    .nth(5)
    .getByRole('checkbox')
    .click({ modifiers: ['Shift'] });
  await selection.getByText('6 selected').waitFor();
  const ids = await Promise.all([0, 1, 2, 3, 4, 5].map((index) => idOf(page, index)));
  const failing = ids[3] ?? '';
  await page.route(`**/api/customers/${failing}`, (route) =>
    route.fulfill({
      status: 403,
      contentType: 'application/problem+json',
      body: JSON.stringify({
        type: 'forbidden',
        status: 403,
        title: 'x',
        instance: 'r',
        detail: 'Not this one.',
      }),
    }),
  );
  await page.keyboard.press('s');
  await page.getByRole('menuitemradio', { name: 'Escalated' }).click();
  await selection.getByText('1 selected').waitFor();
  await selection.getByRole('button', { name: '1 not changed' }).click();
  await page.getByRole('dialog').getByText('You may not do this.').waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await page.unroute(`**/api/customers/${failing}`);
  const statuses = async () => Promise.all(ids.map(async (id) => (await stored(page, id)).status));
  const escalated = ids.map((id) => (id === failing ? 'in_progress' : 'escalated'));
  expect(await statuses()).toEqual(escalated);
  await page.keyboard.press('z');
  await expect.poll(statuses).toEqual(ids.map(() => 'in_progress'));
  await page.keyboard.press('Escape');
  await selection.waitFor({ state: 'detached' });
  await page.context().close();
});

test('all that match are changed up to 200 at a time, after a question, until it is cancelled', async () => {
  const { page } = await openPageAs(browser, app.url, 'employee31@harbour.example');
  await page.goto('/my-work?status=any');
  await rows(page).first().waitFor();
  const selection = page.getByRole('region', { name: 'Selected customers' });
  await page.keyboard.press('Control+a');
  await selection.getByRole('button', { name: 'Select all 1,500 matching' }).click();
  await selection.getByText('1,500 selected').waitFor();
  await selection.getByText('The first 200 are changed at once.').waitFor();
  await rows(page).first().getByRole('checkbox').click();
  await selection.getByText('1,499 selected').waitFor();
  const spared = await idOf(page, 0);
  const { priority } = await stored(page, spared);
  await selection.getByRole('button', { name: 'Priority' }).click();
  await page.getByRole('menuitemradio', { name: 'Low' }).click();
  const question = page.getByRole('dialog', { name: 'Change 200 customers?' });
  await question.getByRole('button', { name: 'Change 200 customers' }).click();
  await selection.getByText(/Priority: Low: [1-9]\d* of 200/u).waitFor();
  await selection.getByRole('button', { name: 'Cancel' }).click();
  await selection.getByRole('button', { name: /\d+ not changed/u }).click();
  const result = page.getByRole('dialog', { name: 'What was not changed' });
  await result.getByText(/not tried and stay selected/u).waitFor();
  const [, changed = ''] = /(\d+) customers? (?:was|were) changed/u.exec(await result.innerText()) ?? [];
  await page.keyboard.press('Escape');
  await result.waitFor({ state: 'detached' });
  await selection.getByText(`${(1_499 - Number(changed)).toLocaleString('en')} selected`).waitFor();
  expect((await stored(page, spared)).priority).toBe(priority);
  await page.keyboard.press('z');
  await page
    .getByRole('status')
    .filter({ hasText: `Undone: ${changed} customer` })
    .waitFor();
  await page.context().close();
});

test('views: counted tabs, by keys, saved, shared, changed, deleted and brought back', async () => {
  const { page } = await openPageAs(browser, app.url, SUPERVISOR);
  const { page: colleague } = await openPageAs(browser, app.url, EMPLOYEE);
  const tabs = (of: Page) => of.getByRole('navigation', { name: 'Views' });
  await colleague.goto('/my-work');
  const overdue = tabs(colleague).getByRole('link', { name: 'Overdue' });
  const count = Number((await overdue.locator('.view-tab__count').innerText()).replace(',', ''));
  await colleague.keyboard.press('3');
  await colleague.waitForURL('/my-work?view=overdue&due=overdue&followUp=awake');
  await colleague
    .getByRole('status')
    .filter({ hasText: `${count} customers` })
    .waitFor();
  await colleague.keyboard.press('j');
  await choose(colleague, 's', 'Closed');
  await expect.poll(async () => overdue.locator('.view-tab__count').innerText()).toBe(String(count - 1));
  await colleague.keyboard.press('[');
  await colleague.waitForURL(/view=due-today/u);

  await page.goto('/my-work?assignedTo=any&priority=urgent');
  await button(page, 'Save view').click();
  await page.getByRole('textbox', { name: 'Name' }).fill('Urgent everywhere');
  await page.getByLabel(/^Share with everybody/u).check();
  await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click();
  const mine = tabs(page).getByRole('link', { name: 'Urgent everywhere' });
  await mine.and(page.locator('[aria-current]')).waitFor();
  await colleague.reload();
  await tabs(colleague).getByRole('link', { name: 'Urgent everywhere' }).click();
  await colleague.waitForURL(/priority=urgent/u);
  expect(await colleague.getByRole('button', { name: 'This view' }).count()).toBe(0);

  await button(page, 'Due').and(page.locator('[aria-haspopup="menu"]')).first().click();
  await page.getByRole('menuitemradio', { name: 'Overdue' }).click();
  await mine.getByText('changed').waitFor();
  await button(page, 'Reset').click();
  await page.waitForURL((url) => url.searchParams.get('due') === null);
  await page.goBack();
  await button(page, 'Save in “Urgent everywhere”').click();
  await mine.getByText('changed').waitFor({ state: 'detached' });
  await button(page, 'This view').click();
  await page.getByRole('menuitem', { name: 'Rename' }).click();
  await page.getByRole('textbox', { name: 'Name' }).fill('Burning');
  await page.keyboard.press('Enter');
  const renamed = tabs(page).getByRole('link', { name: 'Burning' });
  await renamed.waitFor();
  await button(page, 'This view').click();
  await page.getByRole('menuitem', { name: 'Delete' }).click();
  await renamed.waitFor({ state: 'detached' });
  await page.keyboard.press('z');
  await renamed.and(page.locator('[aria-current]')).waitFor();
  expect(new URL(page.url()).searchParams.get('due')).toBe('overdue');
  await colleague.context().close();
  await page.context().close();
});

test('a view that is slow to be saved or deleted brings nobody back who went elsewhere', async () => {
  const { page } = await openPageAs(browser, app.url, SUPERVISOR);
  await page.goto('/my-work?assignedTo=any&priority=urgent');
  await button(page, 'Save view').click();
  await page.getByRole('textbox', { name: 'Name' }).fill('Slow corner');
  await page.keyboard.press('Enter');
  const tab = page.getByRole('navigation', { name: 'Views' }).getByRole('link', { name: 'Slow corner' });
  await tab.and(page.locator('[aria-current]')).waitFor();

  for (const what of ['saved', 'deleted'] as const) {
    const { promise: answered, resolve: answer } = Promise.withResolvers<void>();
    await page.route('**/api/views/*', async (route) => {
      await answered;
      await route.continue();
    });
    if (what === 'saved') {
      await button(page, /^Sort/u).click();
      await page.getByRole('menuitemradio', { name: 'Name, A to Z' }).click();
      await tab.getByText('changed').waitFor();
      await button(page, 'Save in “Slow corner”').click();
    } else {
      await button(page, 'This view').click();
      await page.getByRole('menuitem', { name: 'Delete' }).click();
    }
    await rows(page).first().locator('.customer-table__link').click();
    await page.waitForURL(/\/customers\//u);
    const written = page.waitForResponse('**/api/views/*');
    answer();
    await (await written).finished();
    await page.unroute('**/api/views/*');
    // What would lead away does so with the next turn of the page.
    await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve, 50))));
    expect(new URL(page.url()).pathname).toMatch(/^\/customers\//u);
    await page.goBack();
    if (what === 'saved') await tab.and(page.locator('[aria-current]')).waitFor();
    else await tab.waitFor({ state: 'detached' });
    await tab.getByText('changed').waitFor({ state: 'detached' });
  }
  await page.context().close();
});

test('a deleted view can be brought back before the tabs are read again', async () => {
  const { page } = await openPageAs(browser, app.url, SUPERVISOR);
  await page.goto('/my-work?priority=high');
  await button(page, 'Save view').click();
  await page.getByRole('textbox', { name: 'Name' }).fill('High corner');
  await page.keyboard.press('Enter');
  const tab = page.getByRole('navigation', { name: 'Views' }).getByRole('link', { name: 'High corner' });
  await tab.and(page.locator('[aria-current]')).waitFor();
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  const { promise: answered, resolve: answer } = Promise.withResolvers<void>();
  await page.route('**/api/views?*', async (route) => {
    await answered;
    await route.continue().catch(() => undefined);
  });
  await button(page, 'This view').click();
  await page.getByRole('menuitem', { name: 'Delete' }).click();
  await button(page, /^Undo/u).waitFor();
  const made = page.waitForResponse((response) => response.request().method() === 'POST');
  await page.keyboard.press('z');
  expect((await made).status()).toBe(201);
  answer();
  await tab.and(page.locator('[aria-current]')).waitFor();
  await page.context().close();
});

test('Save pressed twice saves one view', async () => {
  const { page } = await openPageAs(browser, app.url, SUPERVISOR);
  await page.goto('/my-work?priority=low');
  await button(page, 'Save view').click();
  await page.getByRole('textbox', { name: 'Name' }).fill('Quiet corner');
  await page.getByRole('dialog').getByRole('button', { name: 'Save' }).dblclick();
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await page.reload();
  const saved = page.getByRole('navigation', { name: 'Views' }).getByRole('link', { name: 'Quiet corner' });
  await saved.first().waitFor();
  expect(await saved.count()).toBe(1);
  await page.context().close();
});
