import { SCREENS } from '@caseload/scripts/screenshots/screens.ts';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { COLOURS, keepsPeopleOut } from './support/keepsPeopleOut.ts';
import { openBrowser, type OpenPage, openPage, openPageAs } from './support/openBrowser.ts';
import { startTestApp, type TestApp } from './support/startTestApp.ts';

/** What a narrow window can break, and what it shows only then. */
const SIZES = ['target-size', 'scrollable-region-focusable', 'button-name', 'link-name', 'label'];

let app: TestApp;
let browser: Browser;

beforeAll(async () => {
  [app, browser] = await Promise.all([startTestApp(), openBrowser()]);
}, 180_000);
afterAll(async () => {
  await browser.close();
  await app.stop();
});

/** What makes the page wider than its window: empty when nothing does. */
function sticksOut(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const { scrollWidth } = document.documentElement;
    if (scrollWidth <= window.innerWidth) return [];
    const wide = [...document.querySelectorAll('body *')].filter(
      (element) => element.getBoundingClientRect().right >= scrollWidth - 1,
    );
    return [`${scrollWidth} px`, ...wide.map(({ tagName, className }) => `${tagName} ${className}`)].slice(
      0,
      8,
    );
  });
}

type Looked = OpenPage & { readonly email: string | null };
/** One page for all screens of a person, and signing in costs a password hash once. */
let looked: Looked | null = null;

async function pageOf(email: string | null): Promise<Looked> {
  if (looked !== null && looked.email === email) return looked;
  const options = { reducedMotion: 'reduce', colorScheme: 'light' } as const;
  const opened =
    email === null
      ? await openPage(browser, app.url, options)
      : await openPageAs(browser, app.url, email, options);
  await looked?.page.context().close();
  looked = { ...opened, email };
  return looked;
}

/** As the next screen expects to find it. */
async function tidy({ page }: Looked): Promise<void> {
  await page.context().setOffline(false);
  await page.unrouteAll({ behavior: 'ignoreErrors' });
  await page.emulateMedia({ colorScheme: 'light' });
  await page.setViewportSize({ width: 1_280, height: 800 });
}

// Those of one person after one another, in the order they are written down in.
const IN_ORDER = Object.values(Object.groupBy(SCREENS, ({ as }) => as ?? 'a visitor')).flatMap(
  (screens) => screens ?? [],
);

test.each(IN_ORDER)(
  '$name keeps nobody out: light, dark and 360 px wide',
  async ({ as, isPlaced = false, open }) => {
    const its = await pageOf(as);
    const { page, complaints } = its;
    const before = complaints.length;
    onTestFinished(() => tidy(its));
    await open(page);
    expect(await keepsPeopleOut(page)).toEqual([]);
    expect(await page.locator('h1').count()).toBe(1);
    expect(await page.title()).toMatch(/^.+ · Caseload$/u);
    await page.emulateMedia({ colorScheme: 'dark' });
    await page.locator(':root[data-mantine-color-scheme="dark"]').waitFor();
    expect(await keepsPeopleOut(page, COLOURS)).toEqual([]);
    await page.setViewportSize({ width: 360, height: 740 });
    if (isPlaced) await open(page);
    await expect.poll(() => sticksOut(page), { message: 'wider than the window' }).toEqual([]);
    expect(await keepsPeopleOut(page, [...COLOURS, ...SIZES])).toEqual([]);
    expect(complaints.slice(before), 'complaints of the page').toEqual([]);
  },
);
