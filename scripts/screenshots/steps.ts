import { demoPassword } from '@caseload/shared/session/demoPeople.ts';
import type { APIRequestContext, Page } from 'playwright-core';

/** One thing to look at, and the way to it for somebody signed in, or for a visitor. */
export type Screen = {
  readonly name: string;
  readonly as: string | null;
  readonly isPictured: boolean;
  /** Whether it is a page as it comes up, before anything was pressed. */
  readonly isFirstPaint?: boolean;
  /** Whether it lies where it was opened, so that it has to be opened anew in a window of another size. */
  readonly isPlaced?: boolean;
  readonly open: (page: Page) => Promise<void>;
};

export async function openMyWork(page: Page): Promise<void> {
  await page.goto('/my-work');
  await page.locator('.customer-table__row').nth(3).waitFor();
}

export async function openCustomer(page: Page, id: string): Promise<void> {
  await page.goto(`/customers/${id}`);
  await page.locator('.action').first().waitFor();
}

export async function signIn(request: APIRequestContext, email: string): Promise<void> {
  const answer = await request.post('/api/session', { data: { email, password: demoPassword } });
  if (!answer.ok()) throw new Error(`${email} could not sign in: ${answer.status()}`);
}

/** Does something as somebody else, with a session of their own, while the page stays as it is. */
export async function actAs<T>(
  page: Page,
  email: string,
  act: (request: APIRequestContext) => Promise<T>,
): Promise<T> {
  const browser = page.context().browser();
  if (browser === null) throw new Error('The page has no browser.');
  const baseURL = new URL(page.url()).origin;
  const context = await browser.newContext({ baseURL });
  try {
    await signIn(context.request, email);
    return await act(context.request);
  } finally {
    await context.close();
  }
}

/** Lets the server answer with a problem, as it would when it fails or has too much to do. */
export async function answerWith(
  page: Page,
  address: string,
  status: number,
  problem: Readonly<Record<string, unknown>>,
): Promise<void> {
  await page.route(address, (route) =>
    route.fulfill({
      status,
      contentType: 'application/problem+json',
      json: { ...problem, status, instance: '01980000-0000-7000-8000-000000000001' },
    }),
  );
}
