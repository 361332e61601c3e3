/// <reference lib="dom" />
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';

/** All that differs between the themes; a narrow window can break it as well, where lines lie on one another. */
export const COLOURS = ['color-contrast', 'link-in-text-block'];

/** What axe finds that keeps people out, a line for each place with what to look at; by all rules unless told otherwise. */
export async function keepsPeopleOut(page: Page, rules?: readonly string[]): Promise<string[]> {
  // Only what is wrong is looked at, and no rule that counts here reads style sheets.
  const options = { preload: false, resultTypes: ['violations' as const] };
  const builder = new AxeBuilder((await hasAxe(page)) ? { page, axeSource: 'undefined' } : { page })
    .setLegacyMode()
    .options(options);
  const { violations } = await (rules === undefined ? builder : builder.withRules([...rules])).analyze();
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) =>
      nodes.map(({ target, any, all, none }) => {
        const [reason] = [...any, ...all, ...none].map(({ message }) => message);
        return `${id}: ${target.join(' ')} (${reason ?? 'no reason given'})`;
      }),
    );
}

/**
 * Whether an earlier look left axe in the page, where reading its half a megabyte costs more than most looks. Says so
 * only when what was changed for this look is drawn.
 */
async function hasAxe(page: Page): Promise<boolean> {
  const found = page.frames().map((frame) =>
    frame.evaluate(async () => {
      for (let frames = 0; frames < 2; frames += 1)
        await new Promise((resolve) => requestAnimationFrame(resolve));
      return 'axe' in window;
    }),
  );
  return (await Promise.all(found)).every(Boolean);
}
