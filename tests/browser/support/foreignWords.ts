/// <reference lib="dom" />
/// <reference lib="dom.iterable" />
import type { Page } from 'playwright-core';

/**
 * What a person reads on the page, or hears of it, that is neither data nor a text of the pseudo-language: texts that
 * stand in the code. Times, keys, initials and units write themselves; a part marked `translate="no"` is a name.
 */
export async function untranslated(page: Page, data: readonly string[]): Promise<string[]> {
  const texts = await page.evaluate(() => {
    const SPOKEN = ['aria-label', 'placeholder', 'title', 'alt', 'aria-description', 'aria-roledescription'];
    const APART = 'script, style, noscript, time, kbd, [translate="no"], .mantine-Avatar-root';
    const found: string[] = [document.title.replace(/ · Caseload$/u, '')];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT);
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      const element = node instanceof Element ? node : node.parentElement;
      if (element === null || element.closest(APART) !== null || !element.checkVisibility()) continue;
      // What is hidden from screen readers may be seen, but its names are heard by nobody.
      if (node instanceof Element && node.closest('[aria-hidden="true"]') !== null) continue;
      if (node instanceof Element)
        found.push(...SPOKEN.map((name) => node.getAttribute(name) ?? '').filter((text) => text !== ''));
      else found.push(node.textContent ?? '');
    }
    return found.map((text) => text.trim()).filter((text) => text !== '');
  });
  const longestFirst = data.toSorted((a, b) => b.length - a.length);
  const isPlain = (text: string) =>
    /[A-Za-z]{2,}/u.test(
      longestFirst.reduce((left, known) => left.replaceAll(known, ' '), text).replaceAll(WRITES_ITSELF, ' '),
    );
  return [...new Set(texts.filter(isPlain))];
}

/** Sizes and dates inside of sentences, as the browser writes them. */
const WRITES_ITSELF = /\d [kMG]?B\b|\b(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b|\d\s[AP]M\b/gu;
