import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openBrowser, openPageAs } from './support/openBrowser.ts';
import { startTestApp, type TestApp } from './support/startTestApp.ts';

const BUSIEST = 'employee31@harbour.example';

let app: TestApp;
let browser: Browser;

beforeAll(async () => {
  [app, browser] = await Promise.all([startTestApp(), openBrowser()]);
}, 180_000);
afterAll(async () => {
  await browser.close();
  await app.stop();
});

const position = (page: Page, text: string | RegExp) =>
  page.getByRole('status').filter({ hasText: text }).waitFor();
const rows = (page: Page) => page.locator('.customer-table__row');
const focused = (page: Page) => page.evaluate(() => document.activeElement?.id ?? '');
const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name });

test('all 1,500 customers come by, each once, by Next', async () => {
  // High enough for a whole page: the table draws only the rows near the window.
  const viewport = { width: 1_280, height: 5_200 };
  const { page, complaints } = await openPageAs(browser, app.url, BUSIEST, { viewport });
  await page.goto('/my-work?status=any');
  const seen = new Set<string>();
  for (let first = 1; first <= 1_401; first += 100) {
    await position(page, `${first.toLocaleString('en')}–${(first + 99).toLocaleString('en')} of 1,500`);
    const links = await page.locator('.customer-table__link').all();
    expect(links).toHaveLength(100);
    const ids = await page.locator('.customer-table__link').evaluateAll((all) => all.map(({ id }) => id));
    for (const id of ids) seen.add(id);
    expect(await rows(page).first().getAttribute('aria-rowindex')).toBe(String(first + 1));
    if (first < 1_401) await button(page, 'Next 100').click();
  }
  expect(seen.size).toBe(1_500);
  expect(await page.getByRole('grid').getAttribute('aria-rowcount')).toBe('1501');
  expect(await button(page, /^Next/u).getAttribute('aria-disabled')).toBe('true');
  expect(complaints).toEqual([]);
  await page.context().close();
}, 120_000);

test('nothing jumps while the first list comes', async () => {
  const { page } = await openPageAs(browser, app.url, BUSIEST);
  await page.addInitScript(() => {
    let sum = 0;
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) sum += Number(entry.toJSON().value);
      sessionStorage.setItem('shift', String(sum));
    }).observe({ type: 'layout-shift', buffered: true });
    sessionStorage.setItem('shift', '0');
  });
  await page.goto('/my-work', { waitUntil: 'commit' });
  await rows(page).first().waitFor();
  const milliseconds = await page.evaluate(() => Math.round(performance.now()));
  await page.waitForTimeout(500);
  const shift = Number(await page.evaluate(() => sessionStorage.getItem('shift')));
  process.stdout.write(
    `First of 1,500 customers, cold: ${milliseconds} ms, layout shift ${shift.toFixed(3)}\n`,
  );
  expect(shift).toBeLessThan(0.02);
  await page.context().close();
});

test("Previous and the browser's Back lead through the pages", async () => {
  const { page } = await openPageAs(browser, app.url, BUSIEST);
  await page.goto('/my-work?status=any');
  await position(page, '1–100 of 1,500');
  const firstRow = await rows(page).first().innerText();
  await button(page, 'Next 100').click();
  await position(page, '101–200 of');
  await page.keyboard.press('n');
  await position(page, '201–300 of');
  await button(page, 'Previous').click();
  await position(page, '101–200 of');
  await page.goBack();
  await position(page, '201–300 of');
  await page.goBack();
  await page.goBack();
  await position(page, '1–100 of');
  expect(await rows(page).first().innerText()).toBe(firstRow);
  await page.reload();
  await page.goForward();
  await position(page, '101–200 of');
  await page.reload();
  await position(page, '101–200 of');
  await page.keyboard.press('p');
  await position(page, '1–100 of');
  await page.context().close();
});

test('a page opened from a link leads to the first one', async () => {
  const { page } = await openPageAs(browser, app.url, BUSIEST);
  await page.goto('/my-work?status=any');
  await button(page, 'Next 100').click();
  await position(page, '101–200 of');
  const link = page.url();
  const visitor = await page.context().newPage();
  await visitor.goto(link);
  await position(visitor, '101–200 of 1,500');
  await button(visitor, 'First page').click();
  await position(visitor, '1–100 of 1,500');
  await visitor.goto(link.replace(/cursor=[^&]+/u, 'cursor=AAAA'));
  await visitor.getByText('This page is gone').waitFor();
  await button(visitor, 'To the first page').click();
  await position(visitor, '1–100 of 1,500');
  await page.context().close();
});

test('filters are in the address, survive a reload, and their chips lift them', async () => {
  const { page } = await openPageAs(browser, app.url, BUSIEST);
  await page.goto('/my-work');
  await page.getByRole('button', { name: 'Remove the filter “Status: Open and waiting”' }).waitFor();
  await button(page, 'Status').and(page.locator('[aria-haspopup="menu"]')).click();
  await page.getByRole('menuitemcheckbox', { name: 'New', exact: true }).click();
  await page.getByRole('menuitemcheckbox', { name: 'Waiting' }).click();
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Due', exact: true }).click();
  await page.getByRole('menuitemradio', { name: 'Overdue' }).click();
  await page.waitForURL('/my-work?status=in_progress,escalated&due=overdue');
  const statuses = () => page.locator('.customer-table__row .status-badge').allInnerTexts();
  await page.waitForFunction(
    () => !document.querySelector('.customer-table__body')?.textContent.includes('Waiting'),
  );
  const before = await page.locator('.pager__position').innerText();
  await page.reload();
  await position(page, before);
  expect([...new Set(await statuses())].toSorted()).toEqual(['Escalated', 'In progress']);
  expect(await page.locator('.due-day:not([data-state=overdue])').count()).toBe(0);
  await page.getByRole('button', { name: 'Remove the filter “Due: Overdue”' }).click();
  await page.waitForURL('/my-work?status=in_progress,escalated');
  await page.goBack();
  await page.waitForURL('/my-work?status=in_progress,escalated&due=overdue');
  await button(page, 'Clear filters').click();
  await position(page, '1–100 of 1,500');
  await page.context().close();
});

test('search narrows the list while typing, and single keys stay letters in the box', async () => {
  const { page } = await openPageAs(browser, app.url, BUSIEST);
  await page.goto('/my-work?status=any');
  const name = await page.locator('.customer-table__link').nth(3).innerText();
  await page.keyboard.press('/');
  await page.keyboard.type(`${name} jkno?`);
  await page.getByRole('heading', { name: 'No customer matches' }).waitFor();
  expect(await page.getByRole('searchbox').inputValue()).toBe(`${name} jkno?`);
  for (let letters = 6; letters > 0; letters -= 1) await page.keyboard.press('Backspace');
  await page.locator('.customer-table__link').first().waitFor();
  expect(await page.locator('.customer-table__link').allInnerTexts()).toContain(name);
  expect(new URL(page.url()).searchParams.get('q')).toBe(name);
  await page.keyboard.press('Escape');
  await page.keyboard.press('j');
  expect(await focused(page)).toMatch(/^customer-/u);
  await page.context().close();
});

test('pauses in typing lose no letter and no blank while the list follows', async () => {
  const { page } = await openPageAs(browser, app.url, BUSIEST);
  await page.goto('/my-work');
  await rows(page).first().waitFor();
  await page.keyboard.press('/');
  let typed = '';
  for (const part of ['ba', 'kery ', 'no', '. 2 ']) {
    await page.keyboard.type(part);
    typed += part;
    await page.waitForURL((url) => url.searchParams.get('q') === typed.trim());
    expect(await page.getByRole('searchbox').inputValue()).toBe(typed);
  }
  await page.goBack();
  await page.waitForFunction(() => document.querySelector<HTMLInputElement>('[type=search]')?.value === '');
  expect(new URL(page.url()).search).toBe('');
  await page.context().close();
});

test('the keyboard goes down and up and opens; back and reload keep the row and the place', async () => {
  const { page, complaints } = await openPageAs(browser, app.url, BUSIEST);
  await page.goto('/my-work?status=any');
  await rows(page).first().waitFor();
  const visited: string[] = [];
  for (const key of ['j', 'ArrowDown', 'j', 'k', 'ArrowUp']) {
    await page.keyboard.press(key);
    visited.push(await focused(page));
  }
  expect(new Set(visited).size).toBe(3);
  expect([visited[3], visited[4]]).toEqual([visited[1], visited[0]]);
  for (let step = 0; step < 60; step += 1) await page.keyboard.press('j');
  const row = await focused(page);
  const scrollY = await page.evaluate(() => window.scrollY);
  expect(scrollY).toBeGreaterThan(1_000);
  // Sticky bars must leave the row with the focus visible.
  const isCovered = await page.evaluate(() => {
    const box = document.activeElement?.getBoundingClientRect();
    if (box === undefined) return true;
    const top = document.elementFromPoint(box.left + 5, box.top + box.height / 2);
    return document.activeElement?.contains(top) !== true;
  });
  expect(isCovered).toBe(false);

  for (const key of ['o', 'Enter']) {
    await page.keyboard.press(key);
    await page.waitForURL(`/customers/${row.replace('customer-', '')}`);
    await page.goBack();
    await page.waitForFunction((id) => document.activeElement?.id === id, row);
    expect(await page.evaluate(() => window.scrollY)).toBe(scrollY);
  }
  await page.reload();
  await page.waitForFunction((id) => document.activeElement?.id === id, row);
  expect(await page.evaluate(() => window.scrollY)).toBe(scrollY);
  expect(complaints).toEqual([]);
  await page.context().close();
});

test('single keys can be switched off, and the list of them says what there is', async () => {
  const { page } = await openPageAs(browser, app.url, BUSIEST);
  await page.goto('/my-work');
  await rows(page).first().waitFor();
  await page.keyboard.press('?');
  const sheet = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
  await sheet.getByText('Next customer').waitFor();
  await page.keyboard.press('j');
  expect(await focused(page)).not.toMatch(/^customer-/u);
  await sheet.getByRole('switch').click({ force: true });
  await page.keyboard.press('Escape');
  await sheet.waitFor({ state: 'detached' });
  await page.keyboard.press('j');
  expect(await focused(page)).not.toMatch(/^customer-/u);
  await page.context().close();
});

test('rows stay where they are when somebody changes the order, until asked to move', async () => {
  const { page } = await openPageAs(browser, app.url, BUSIEST);
  await page.clock.install();
  await page.goto('/my-work');
  const links = page.locator('.customer-table__link');
  await links.first().waitFor();
  const [first = '', second = ''] = await links.allInnerTexts();
  const id = (await links.first().getAttribute('id'))?.replace('customer-', '') ?? '';
  const { updatedAt } = await (await page.request.get(`/api/customers/${id}`)).json();
  const data = { updatedAt, dueAt: '2099-01-01T00:00:00Z', priority: 'low' };
  expect((await page.request.patch(`/api/customers/${id}`, { data })).status()).toBe(200);

  await page.clock.fastForward(20_000);
  await page.evaluate(() => window.dispatchEvent(new Event('visibilitychange')));
  await page.getByText('This list has changed').waitFor();
  expect(await links.first().innerText()).toBe(first);
  await button(page, 'Refresh the order').click();
  await page.waitForFunction(
    (name) => document.querySelector('.customer-table__link')?.textContent === name,
    second,
  );
  await page.context().close();
});

test('nothing assigned and everything filtered away read differently', async () => {
  const { page } = await openPageAs(browser, app.url, 'supervisor01@harbour.example');
  await page.goto('/my-work');
  await page.getByRole('heading', { name: 'No customers yet' }).waitFor();
  await page.goto('/my-work?q=zzzzzzzz');
  await page.getByRole('heading', { name: 'No customer matches' }).waitFor();
  await page.context().close();
});

test.each(['light', 'dark'] as const)(
  'at 360 px in %s nothing is wider than the window',
  async (colorScheme) => {
    const { page } = await openPageAs(browser, app.url, BUSIEST, {
      viewport: { width: 360, height: 740 },
      colorScheme,
    });
    await page.goto('/my-work');
    await rows(page).first().waitFor();
    const widths = await page.evaluate(() => [document.documentElement.scrollWidth, window.innerWidth]);
    expect(widths).toEqual([360, 360]);
    const background = await page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    expect(background === 'rgb(255, 255, 255)').toBe(colorScheme === 'light');
    await button(page, 'Open the menu').click();
    await page.getByRole('link', { name: 'My work' }).click();
    await button(page, 'Open the menu').waitFor();
    await page.context().close();
  },
);
