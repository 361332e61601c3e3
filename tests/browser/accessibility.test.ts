import { AxeBuilder } from '@axe-core/playwright';
import { SCREENS } from '@caseload/scripts/screenshots/screens.ts';
import type { Browser, Cookie, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openBrowser, openPage, openPageAs } from './support/openBrowser.ts';
import { startTestApp, type TestApp } from './support/startTestApp.ts';

/** All that differs between the themes. */
const COLOURS = ['color-contrast', 'link-in-text-block'];
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

/** What axe finds that keeps people out, a line for each place with what to look at. */
async function findings(page: Page, rules?: string[]): Promise<string[]> {
  const builder = new AxeBuilder({ page }).setLegacyMode();
  const { violations } = await (rules === undefined ? builder : builder.withRules(rules)).analyze();
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) =>
      nodes.map(({ target, any, all, none }) => {
        const [reason] = [...any, ...all, ...none].map(({ message }) => message);
        return `${id}: ${target.join(' ')} (${reason ?? 'no reason given'})`;
      }),
    );
}

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

/** Signing in costs a password hash, so it is done once per person. */
const sessions = new Map<string, Promise<Cookie[]>>();

async function cookiesOf(email: string): Promise<Cookie[]> {
  const { page } = await openPageAs(browser, app.url, email);
  const cookies = await page.context().cookies();
  await page.context().close();
  return cookies;
}

test.each(SCREENS)(
  '$name keeps nobody out: light, dark and 360 px wide',
  async ({ as, isPlaced = false, open }) => {
    const { page } = await openPage(browser, app.url, { reducedMotion: 'reduce', colorScheme: 'light' });
    if (as !== null) {
      const session = sessions.get(as) ?? cookiesOf(as);
      sessions.set(as, session);
      await page.context().addCookies(await session);
    }
    await open(page);
    expect(await findings(page)).toEqual([]);
    expect(await page.locator('h1').count()).toBe(1);
    expect(await page.title()).toMatch(/^.+ · Caseload$/u);
    await page.emulateMedia({ colorScheme: 'dark' });
    await page.locator(':root[data-mantine-color-scheme="dark"]').waitFor();
    expect(await findings(page, COLOURS)).toEqual([]);
    await page.setViewportSize({ width: 360, height: 740 });
    if (isPlaced) await open(page);
    await expect
      .poll(() => sticksOut(page), { timeout: 5_000, message: 'wider than the window' })
      .toEqual([]);
    expect(await findings(page, [...COLOURS, ...SIZES])).toEqual([]);
    await page.context().close();
  },
);
