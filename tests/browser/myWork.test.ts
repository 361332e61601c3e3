import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { print } from '../support/print.ts';
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

const says = (page: Page, text: string | RegExp) =>
  page.getByRole('status').filter({ hasText: text }).waitFor();
const rows = (page: Page) => page.locator('.customer-table__row[aria-rowindex]');
const links = (page: Page) => page.locator('.customer-table__link');
const focused = (page: Page) => page.evaluate(() => document.activeElement?.id ?? '');
const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name });

test('all 1,500 customers come by while scrolling, each once', async () => {
  const { page } = await openPageAs(browser, app.url, BUSIEST);
  await page.goto('/my-work?status=any');
  await says(page, '1,500 customers');
  expect(await page.getByRole('grid').getAttribute('aria-rowcount')).toBe('1501');
  const seen = new Map<string, string>();
  for (let turn = 0; seen.size < 1_500 && turn < 150; turn += 1) {
    const drawn = await rows(page).evaluateAll((all) =>
      all.map((row): [string, string] => [
        row.getAttribute('aria-rowindex') ?? '',
        row.querySelector('.customer-table__link')?.id ?? '',
      ]),
    );
    for (const [index, id] of drawn) seen.set(index, id);
    await page.evaluate(() => window.scrollBy(0, window.innerHeight));
    await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => resolve(null))));
  }
  expect(seen.size).toBe(1_500);
  expect(new Set(seen.values()).size).toBe(1_500);
  expect([...seen.keys()].map(Number).toSorted((a, b) => a - b)).toEqual(
    Array.from({ length: 1_500 }, (_, index) => index + 2),
  );
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
  await page.getByRole('link', { name: 'Overdue' }).waitFor();
  await page.waitForTimeout(500);
  const shift = Number(await page.evaluate(() => sessionStorage.getItem('shift')));
  print(`First of 1,500 customers, cold: ${milliseconds} ms, layout shift ${shift.toFixed(3)}`);
  expect(shift).toBeLessThan(0.02);
  await page.context().close();
});

test('an address with a cursor begins there and leads to the start', async () => {
  const { page } = await openPageAs(browser, app.url, BUSIEST);
  const { nextCursor } = await (await page.request.get('/api/customers?assignedTo=me&limit=200')).json();
  await page.goto(`/my-work?status=any&cursor=${nextCursor}&from=201`);
  await says(page, /1,500 customers.* · from number 201/u);
  expect(await rows(page).first().getAttribute('aria-rowindex')).toBe('202');
  await button(page, 'Back to the start').click();
  await page.waitForFunction(() => document.querySelector('[aria-rowindex="2"]') !== null);
  expect(new URL(page.url()).search).toBe('?status=any');
  await page.goto('/my-work?status=any&cursor=AAAA');
  await page.getByText('This place is gone').waitFor();
  await button(page, 'Back to the start').click();
  await says(page, '1,500 customers');
  await page.context().close();
});

test('filters and order are in the address, survive a reload, and their chips lift them', async () => {
  const { page } = await openPageAs(browser, app.url, BUSIEST);
  await page.goto('/my-work');
  await button(page, 'Remove the filter “Status: Open and waiting”').waitFor();
  await button(page, 'Status').and(page.locator('[aria-haspopup="menu"]')).first().click();
  await page.getByRole('menuitemcheckbox', { name: 'New', exact: true }).click();
  await page.getByRole('menuitemcheckbox', { name: 'Waiting' }).click();
  await page.keyboard.press('Escape');
  await button(page, 'Due').and(page.locator('[data-variant]')).first().click();
  await page.getByRole('menuitemradio', { name: 'Overdue' }).click();
  await page.waitForURL('/my-work?status=in_progress,escalated&due=overdue');
  await button(page, 'Tags').click();
  await page.getByRole('checkbox', { name: 'complaint' }).click();
  await page.keyboard.press('Escape');
  const heading = page.getByRole('columnheader', { name: 'Due' });
  const listed = page.waitForResponse((response) =>
    /^(?=.*[?&]tag=complaint\b)(?=.*[?&]sort=-dueAt\b)(?=.*\btotal\b)/u.test(response.url()),
  );
  await heading.getByRole('button').click();
  await page.waitForURL('/my-work?status=in_progress,escalated&due=overdue&tag=complaint&sort=-dueAt');
  await expect.poll(() => heading.getAttribute('aria-sort')).toBe('descending');
  await page.waitForFunction(
    () => !document.querySelector('.customer-table__body')?.textContent.includes('Waiting'),
  );
  // The footer tells of the list before until this one is there.
  const { total } = await (await listed).json();
  await says(page, new RegExp(`^${total} customers`, 'u'));
  await page.reload();
  await says(page, new RegExp(`^${total} customers`, 'u'));
  const statuses = await page.locator('.customer-table__row .status-badge').allInnerTexts();
  expect([...new Set(statuses)].toSorted()).toEqual(['Escalated', 'In progress']);
  expect(await page.locator('.due-day:not([data-state=overdue])').count()).toBe(0);
  await button(page, 'Remove the filter “Due: Overdue”').click();
  await page.waitForURL('/my-work?status=in_progress,escalated&tag=complaint&sort=-dueAt');
  await page.goBack();
  await page.waitForURL(/due=overdue/u);
  await button(page, 'Clear filters').click();
  await says(page, '1,500 customers');

  const overdue = page.locator('.list-footer').getByRole('button', { name: /^[\d,]+ overdue$/u });
  const count = (await overdue.innerText()).replace(' overdue', '');
  await overdue.click();
  await page.waitForURL(/due=overdue/u);
  await says(page, `${count} customers`);
  expect(await overdue.count()).toBe(0);

  // What is done is overdue no more.
  await page.goto('/my-work?status=any');
  await says(page, '1,500 customers');
  expect(await overdue.innerText()).toBe(`${count} overdue`);
  await overdue.click();
  await says(page, `${count} customers`);
  expect(new URL(page.url()).search).toBe('?due=overdue');
  await page.goto('/my-work?category=done');
  await rows(page).first().waitFor();
  await page.waitForLoadState('networkidle');
  expect(await overdue.count()).toBe(0);
  await page.context().close();
});

test('filters pressed faster than the page follows are all kept', async () => {
  const { page } = await openPageAs(browser, app.url, BUSIEST);
  await page.goto('/my-work');
  await rows(page).first().waitFor();
  const menu = (name: string) => button(page, name).and(page.locator('[aria-haspopup="menu"]')).first();
  /** Presses several before the page is drawn anew, as a slow machine lets a person do. */
  const pressTogether = (role: string, ...names: readonly string[]) =>
    page.getByRole(role === 'checkbox' ? 'checkbox' : 'menuitemcheckbox').evaluateAll((all, wanted) => {
      const nameOf = (box: Element) =>
        box instanceof HTMLInputElement ? box.labels?.[0]?.textContent : box.textContent;
      for (const box of all)
        if (box instanceof HTMLElement && wanted.includes(nameOf(box)?.trim() ?? '')) box.click();
    }, names);
  await menu('Priority').click();
  await page.getByRole('menuitemcheckbox', { name: 'Urgent' }).waitFor();
  await pressTogether('menuitemcheckbox', 'Urgent', 'High');
  await page.waitForURL('/my-work?priority=urgent,high');
  await page.keyboard.press('Escape');
  await menu('Status').click();
  await page.getByRole('menuitemcheckbox', { name: 'New', exact: true }).waitFor();
  await pressTogether('menuitemcheckbox', 'New', 'Waiting');
  await page.waitForURL('/my-work?priority=urgent,high&status=in_progress,escalated');
  await page.keyboard.press('Escape');
  await button(page, 'Tags').click();
  await page.getByRole('checkbox', { name: 'complaint' }).waitFor();
  await pressTogether('checkbox', 'complaint', 'renewal');
  await page.waitForURL(/&tag=(?:complaint,renewal|renewal,complaint)$/u);
  await page.keyboard.press('Escape');
  await page.getByRole('list', { name: 'Active filters' }).waitFor();
  await page
    .getByRole('button', { name: /^Remove the filter “(?:Status|Priority)/u })
    .evaluateAll((chips) => {
      for (const chip of chips) if (chip instanceof HTMLElement) chip.click();
    });
  await page.waitForURL(/\?status=any&tag=\w+,\w+$/u);
  await page.context().close();
});

test('search narrows the list while typing, loses no letter, and single keys stay letters in the box', async () => {
  const { page } = await openPageAs(browser, app.url, BUSIEST);
  await page.goto('/my-work?status=any');
  const name = await links(page).nth(3).innerText();
  await page.keyboard.press('f');
  let typed = '';
  for (const part of [name.slice(0, 3), name.slice(3), ' jkno?']) {
    await page.keyboard.type(part);
    typed += part;
    await page.waitForURL((url) => url.searchParams.get('q') === typed.trim());
  }
  await page.getByRole('heading', { name: 'No customer matches' }).waitFor();
  const box = page.getByRole('searchbox', { name: 'Search this list' });
  expect(await box.inputValue()).toBe(`${name} jkno?`);
  for (let letters = 6; letters > 0; letters -= 1) await page.keyboard.press('Backspace');
  await links(page).first().waitFor();
  expect(await links(page).allInnerTexts()).toContain(name);
  await page.keyboard.press('Escape');
  expect(await box.inputValue()).toBe(name);
  await page.keyboard.press('j');
  expect(await focused(page)).toMatch(/^customer-/u);
  await page.goBack();
  await page.waitForURL('/my-work?status=any');
  expect(await box.inputValue()).toBe('');
  await page.context().close();
});

test('the keyboard goes down and up and opens; back and reload keep row, place, pages and selection', async () => {
  const { page } = await openPageAs(browser, app.url, BUSIEST);
  await page.goto('/my-work?status=any');
  await rows(page).first().waitFor();
  const visited: string[] = [];
  for (const key of ['j', 'ArrowDown', 'j', 'k', 'ArrowUp']) {
    await page.keyboard.press(key);
    visited.push(await focused(page));
  }
  expect(new Set(visited).size).toBe(3);
  expect([visited[3], visited[4]]).toEqual([visited[1], visited[0]]);
  // A press at the end of what is loaded waits there for the next page.
  const deeper = async () => {
    await page.keyboard.press('n');
    return Number(
      await page.locator(`[role=row]:has(#${await focused(page)})`).getAttribute('aria-rowindex'),
    );
  };
  await expect.poll(deeper, { timeout: 15_000 }).toBeGreaterThan(300);
  await page.keyboard.press('x');
  const row = await focused(page);
  const scrollY = await page.evaluate(() => window.scrollY);
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
    await says(page, '1 selected');
  }
  await page.reload();
  await page.waitForFunction((id) => document.activeElement?.id === id, row);
  expect(await page.evaluate(() => window.scrollY)).toBe(scrollY);
  await page.context().close();
});

/** Keeps lists that are asked for from now on waiting until told otherwise. */
async function holdLists(page: Page): Promise<() => void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  await page.route(/api\/customers\?.*limit=200/u, async (route) => {
    await promise;
    await route.continue();
  });
  return () => resolve();
}

/** The customers whose changes are sent from now on. */
async function watchChanges(page: Page): Promise<readonly string[]> {
  const changed: string[] = [];
  await page.route('**/api/customers/*', (route) => {
    if (route.request().method() === 'PATCH') changed.push(route.request().url().split('/').at(-1) ?? '');
    return route.continue();
  });
  return changed;
}

test('while another view is on its way, nothing is done to the rows of the one before', async () => {
  const { page } = await openPageAs(browser, app.url, BUSIEST);
  await page.goto('/my-work?status=in_progress');
  await rows(page).first().waitFor();
  const before = await links(page).first().getAttribute('id');
  const arrives = await holdLists(page);
  const changed = await watchChanges(page);
  await page.keyboard.press('4');
  await page.waitForURL(/view=waiting/u);
  const address = page.url();
  for (const key of ['j', 'e', 'o', 's']) await page.keyboard.press(key);
  await rows(page).first().locator('.status-badge').click();
  await links(page).first().focus();
  for (const key of ['e', 'Enter', 's']) await page.keyboard.press(key);
  expect(await page.getByRole('menu').count()).toBe(0);
  expect(page.url()).toBe(address);
  expect(await links(page).first().getAttribute('id')).toBe(before);

  arrives();
  await page.waitForFunction((id) => document.querySelector('.customer-table__link')?.id !== id, before);
  const first = (await links(page).first().getAttribute('id'))?.replace('customer-', '') ?? '';
  await page.keyboard.press('e');
  await page.keyboard.press('j');
  await page.keyboard.press('e');
  await expect.poll(() => changed).toEqual([first]);
  await page.context().close();
});

test('a key pressed right after the one that leads to another view does nothing to the rows of this one', async () => {
  const { page } = await openPageAs(browser, app.url, BUSIEST);
  await page.goto('/my-work?status=in_progress');
  await rows(page).first().waitFor();
  const changed = await watchChanges(page);
  await page.keyboard.press('j');
  const before = await focused(page);
  // In one breath, which is quicker than any list is drawn.
  await page.evaluate(() => {
    for (const key of ['4', 'j', 'e', 's', 'o'])
      document.activeElement?.dispatchEvent(
        new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }),
      );
  });
  await page.waitForURL(/my-work\?.*view=waiting/u);
  await page.waitForFunction((id) => document.querySelector('.customer-table__link')?.id !== id, before);
  const first = (await links(page).first().getAttribute('id'))?.replace('customer-', '') ?? '';
  await page.keyboard.press('j');
  await page.keyboard.press('e');
  await expect.poll(() => changed).toEqual([first]);
  await page.context().close();
});

test('the row with the focus is the active one of the next view too, where that has it', async () => {
  const { page } = await openPageAs(browser, app.url, BUSIEST);
  // The longest overdue come first.
  await page.goto('/my-work?followUp=awake');
  await rows(page).first().waitFor();
  const arrives = await holdLists(page);
  const changed = await watchChanges(page);
  await page.keyboard.press('j');
  const row = await focused(page);
  await page.keyboard.press('3');
  await page.waitForURL(/view=overdue/u);
  const active = page.locator(`[aria-rowindex="2"][data-active=true]:has(#${row})`);
  await active.waitFor({ state: 'detached' });
  await page.keyboard.press('j');
  arrives();
  await active.waitFor();
  await page.keyboard.press('e');
  await expect.poll(() => changed).toEqual([row.replace('customer-', '')]);
  await page.context().close();
});

test('rows stay where they are when somebody changes the order, until asked to move', async () => {
  const { page } = await openPageAs(browser, app.url, BUSIEST);
  await page.clock.install();
  await page.goto('/my-work');
  await links(page).first().waitFor();
  const [first = '', second = ''] = await links(page).allInnerTexts();
  const id = (await links(page).first().getAttribute('id'))?.replace('customer-', '') ?? '';
  const { updatedAt } = await (await page.request.get(`/api/customers/${id}`)).json();
  const data = { updatedAt, dueAt: '2099-01-01T00:00:00Z', priority: 'low' };
  expect((await page.request.patch(`/api/customers/${id}`, { data })).status()).toBe(200);

  await page.clock.fastForward(40_000);
  await page.evaluate(() => window.dispatchEvent(new Event('visibilitychange')));
  await page.getByText('1 updated').waitFor();
  expect(await links(page).first().innerText()).toBe(first);
  await button(page, 'Refresh the order').click();
  await page.waitForFunction(
    (name) => document.querySelector('.customer-table__link')?.textContent === name,
    second,
  );
  await page.getByText('1 updated').waitFor({ state: 'detached' });
  await page.context().close();
});

test('nothing assigned, everything done, everything filtered away, too much asked and offline read differently', async () => {
  const { page } = await openPageAs(browser, app.url, 'supervisor01@harbour.example');
  await page.goto('/my-work');
  await page.getByRole('heading', { name: 'No customers yet' }).waitFor();
  await page.goto('/my-work?q=zzzzzzzz');
  await page.getByRole('heading', { name: 'No customer matches' }).waitFor();
  const created = await page.request.post('/api/customers', {
    data: { name: 'Only one', status: 'closed', assignedTo: await ownId(page) },
  });
  expect(created.status()).toBe(201);
  await page.goto('/my-work');
  await page.getByRole('heading', { name: 'All done' }).waitFor();

  let isLimited = true;
  await page.route('**/api/customers?*limit=200*', (route) => {
    if (!isLimited) return route.continue();
    const problem = {
      type: 'rate-limited',
      status: 429,
      title: 'x',
      instance: 'request-7',
      retryAfterSeconds: 11,
    };
    return route.fulfill({
      status: 429,
      contentType: 'application/problem+json',
      body: JSON.stringify(problem),
    });
  });
  await page.clock.install();
  await page.goto('/my-work?status=closed');
  await page.getByText(/You can go on in \d+ seconds?/u).waitFor();
  await page.getByText('request-7').waitFor();
  isLimited = false;
  // By itself, when the time is over.
  await page.clock.fastForward(12_000);
  await links(page).filter({ hasText: 'Only one' }).waitFor();

  await page.context().setOffline(true);
  await page.getByRole('link', { name: 'Waiting' }).click();
  await page.getByRole('heading', { name: 'You are offline' }).waitFor();
  await page.context().setOffline(false);
  await page.getByRole('heading', { name: 'All done' }).waitFor();
  await page.context().close();
});

async function ownId(page: Page): Promise<string> {
  const { employee } = await (await page.request.get('/api/session')).json();
  return employee.id;
}

test.each(['light', 'dark'] as const)(
  'at 360 px in %s nothing is wider than the window, and a card can be changed',
  async (colorScheme) => {
    const viewport = { width: 360, height: 740 };
    const { page } = await openPageAs(browser, app.url, BUSIEST, { viewport, colorScheme });
    await page.goto('/my-work');
    await rows(page).first().waitFor();
    const widths = await page.evaluate(() => [document.documentElement.scrollWidth, window.innerWidth]);
    expect(widths).toEqual([360, 360]);
    const background = await page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    expect(background === 'rgb(255, 255, 255)').toBe(colorScheme === 'light');
    const { height = 0 } = (await rows(page).first().boundingBox()) ?? {};
    expect(height).toBeGreaterThan(60);
    await rows(page).first().locator('.status-badge').click();
    await page.getByRole('menuitemradio', { name: 'Escalated' }).click();
    await rows(page).first().getByText('Escalated').waitFor();
    await page.context().close();
  },
);
