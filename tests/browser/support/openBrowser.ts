// What a test evaluates in the page is typed as the page sees it.
/// <reference lib="dom" />
/// <reference lib="dom.iterable" />
import sparticuz from '@sparticuz/chromium';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { demoPassword } from '@caseload/shared/session/demoPeople.ts';

const ARGUMENTS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-dev-shm-usage',
  '--disable-background-networking',
  '--disable-component-update',
  '--no-first-run',
];

/** A real Chromium: the one from npm where it runs, an installed Chrome elsewhere. */
export async function openBrowser(): Promise<Browser> {
  if (process.platform !== 'linux' || process.arch !== 'x64')
    return chromium.launch({ channel: 'chrome', args: ARGUMENTS });
  return chromium.launch({ executablePath: await sparticuz.executablePath(), args: ARGUMENTS });
}

export type OpenPage = {
  readonly page: Page;
  /** What a person would find in the console: mistakes of the page, and what the security policy refused. */
  readonly complaints: readonly string[];
};

/** A page of a visitor, with cookies and storage of its own. */
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
  const page = await context.newPage();
  page.setDefaultTimeout(15_000);
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error' && !message.text().startsWith('Failed to load resource'))
      complaints.push(message.text());
  });
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
