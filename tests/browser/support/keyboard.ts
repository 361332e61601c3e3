/// <reference lib="dom" />
import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';

const MOST_STOPS = 80;

/** Presses keys one after the other; each must leave the focus where a person can see it. */
export async function press(page: Page, ...keys: readonly string[]): Promise<void> {
  for (const key of keys) {
    await page.keyboard.press(key);
    await expect.poll(() => blindSpot(page), { message: `focus after ${key}` }).toBeNull();
  }
}

/** Goes on by Tab until something has the focus. */
export async function tabTo(page: Page, wanted: Locator, key = 'Tab'): Promise<void> {
  const isThere = () => wanted.evaluate((element) => element === document.activeElement);
  // Attached is enough: choices are often drawn by their labels, with the control itself out of sight.
  await wanted.waitFor({ state: 'attached' });
  for (let stop = 0; stop < MOST_STOPS; stop += 1) {
    if (await isThere()) return;
    await press(page, key);
  }
  throw new Error(`${String(wanted)} cannot be reached by ${key}`);
}

/** Goes on by the arrows of a menu until one of its choices has the focus. */
export async function arrowTo(page: Page, wanted: Locator, key = 'ArrowDown'): Promise<void> {
  await tabTo(page, wanted, key);
}

/** Opens a menu by the key that is given, takes one of its choices, and closes it where that does not. */
export async function chooseBy(
  page: Page,
  key: string,
  wanted: Locator,
  ...closing: string[]
): Promise<void> {
  await press(page, key);
  await arrowTo(page, wanted);
  await press(page, 'Enter', ...closing);
  await wanted.waitFor({ state: 'detached' });
}

/** Opens the list of a field that has the focus, goes on to one of its choices as soon as that is marked, and takes it. */
export async function pick(page: Page, choice: Locator, key = 'ArrowDown'): Promise<void> {
  const isMarked = () => choice.evaluate((option) => option.matches('[data-combobox-selected]'));
  if (!(await choice.isVisible())) await press(page, key);
  await choice.waitFor();
  for (let stop = 0; !(await isMarked()); stop += 1) {
    if (stop === MOST_STOPS) throw new Error(`${String(choice)} cannot be reached by ${key}`);
    await press(page, key);
  }
  await press(page, 'Enter');
  await choice.waitFor({ state: 'hidden' });
}

/** What has the focus without showing it, or null. The page itself may have it: then nothing is to be shown. */
function blindSpot(page: Page): Promise<string | null> {
  return page.evaluate(() => {
    const element = document.activeElement;
    const isPage =
      element === null || element === document.body || element.matches('main, h1, [role=dialog], section');
    // A menu that has just opened shows itself; the arrows choose in it.
    const isMenu =
      element !== null && element.closest('[role=menu]') !== null && !element.matches('[role^=menuitem]');
    if (isPage || isMenu) return null;
    const box = element.getBoundingClientRect();
    const styles = [null, '::before', '::after'].map((part) => getComputedStyle(element, part));
    const isOutlined = styles.some(
      ({ outlineStyle, outlineWidth, boxShadow }) =>
        (outlineStyle !== 'none' && Number.parseFloat(outlineWidth) > 0) || boxShadow !== 'none',
    );
    // A text cursor shows itself; choices of a menu are marked by their colour; a box by that of its label.
    const isWriting = element.matches('input:not([type=radio], [type=checkbox]), textarea');
    const isMarked =
      element.matches('[role^=menuitem], [role=option]') &&
      getComputedStyle(element).backgroundColor !== 'rgba(0, 0, 0, 0)';
    const label = element.matches('[type=radio], [type=checkbox]')
      ? element.parentElement?.querySelector('label, span, div')
      : null;
    const isLabelled =
      label !== null && label !== undefined && getComputedStyle(label).outlineStyle !== 'none';
    const isOnScreen = box.bottom > 0 && box.top < window.innerHeight;
    if (isOnScreen && (isOutlined || isWriting || isMarked || isLabelled)) return null;
    return `${element.outerHTML.slice(0, 160)} at ${Math.round(box.left)}, ${Math.round(box.top)}`;
  });
}
