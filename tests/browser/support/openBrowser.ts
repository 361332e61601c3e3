// What a test evaluates in the page is typed as the page sees it.
/// <reference lib="dom" />
/// <reference lib="dom.iterable" />
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { expect, onTestFinished, type RunnerTestCase, TestRunner } from 'vitest';
import { launchChromium } from '@caseload/scripts/support/launchChromium.ts';
import { demoPassword } from '@caseload/shared/session/demoPeople.ts';
import { watchComplaints } from './watchComplaints.ts';

export const openBrowser = launchChromium;

export type OpenPage = {
  readonly page: Page;
  /** Mistakes of the page, what the security policy refused, failures of the server: none, in every test. */
  readonly complaints: readonly string[];
};

/** A page of a visitor, with cookies and storage of its own. The test fails when it has any complaint in the end. */
export async function openPage(
  browser: Browser,
  url: string,
  options: BrowserContextOptions = {},
): Promise<OpenPage> {
  const context = await browser.newContext({
    baseURL: url,
    locale: 'en-GB',
    timezoneId: 'Europe/Berlin',
    viewport: { width: 1_280, height: 800 },
    ...options,
  });
  const complaints = await watchComplaints(context);
  const isTest = TestRunner.getCurrentTest<RunnerTestCase | undefined>() !== undefined;
  if (isTest) onTestFinished(() => expect(complaints, 'complaints of the page').toEqual([]));
  const page = await context.newPage();
  page.setDefaultTimeout(15_000);
  return { page, complaints };
}

/** A page of somebody who is signed in, not yet at any address. */
export async function openPageAs(
  browser: Browser,
  url: string,
  email: string,
  options: BrowserContextOptions = {},
): Promise<OpenPage> {
  const opened = await openPage(browser, url, options);
  const answer = await opened.page.request.post('/api/session', { data: { email, password: demoPassword } });
  if (!answer.ok()) throw new Error(`${email} could not sign in: ${answer.status()} ${await answer.text()}`);
  return opened;
}
