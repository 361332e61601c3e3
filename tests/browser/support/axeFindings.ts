import type { Page } from 'playwright-core';
import { COLOURS, keepsPeopleOut } from './keepsPeopleOut.ts';

/** What axe finds that keeps people out in light and in dark, and what makes the page wider than 360 px. */
export async function axeFindings(page: Page): Promise<string[]> {
  const found: string[] = [];
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await page.locator(`:root[data-mantine-color-scheme="${colorScheme}"]`).waitFor();
    const places = await keepsPeopleOut(page, colorScheme === 'dark' ? COLOURS : undefined);
    found.push(...places.map((place) => `${colorScheme}: ${place}`));
  }
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
  const before = page.viewportSize();
  await page.setViewportSize({ width: 360, height: 740 });
  // What measures its own place (a popover, the virtual rows) takes it a frame after the window has changed.
  const fits = page.waitForFunction(() => document.documentElement.scrollWidth <= 360, undefined, {
    timeout: 5000,
  });
  await fits.catch(async () => {
    found.push(`${await page.evaluate(() => document.documentElement.scrollWidth)} px wide`);
  });
  if (before !== null) await page.setViewportSize(before);
  return found;
}
