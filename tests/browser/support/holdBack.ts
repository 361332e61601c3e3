import type { Page } from 'playwright-core';

/** Holds the answers to one kind of request back until told to let them through. */
export async function holdBack(page: Page, url: string, method: string): Promise<() => void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  await page.route(url, async (route) => {
    if (route.request().method() !== method) return route.fallback();
    const answer = await route.fetch();
    await promise;
    await route.fulfill({ response: answer });
  });
  return resolve;
}
