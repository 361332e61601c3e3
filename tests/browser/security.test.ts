import { once } from 'node:events';
import { createServer } from 'node:http';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openBrowser } from './support/openBrowser.ts';
import { startTestApp, type TestApp } from './support/startTestApp.ts';
import { watchComplaints } from './support/watchComplaints.ts';

let app: TestApp;
let browser: Browser;

beforeAll(async () => {
  [app, browser] = await Promise.all([startTestApp(), openBrowser()]);
}, 180_000);
afterAll(async () => {
  await browser.close();
  await app.stop();
});

/** A page at sign-in whose complaints this test looks at itself, while those of every other test must be none. */
async function openWatched(): Promise<{ page: Page; complaints: readonly string[] }> {
  const context = await browser.newContext({ baseURL: app.url });
  const complaints = await watchComplaints(context);
  const page = await context.newPage();
  await page.goto('/sign-in');
  await page.getByRole('heading', { level: 1 }).waitFor();
  expect(complaints).toEqual([]);
  return { page, complaints };
}

const arrival = (complaints: readonly string[], text: string) =>
  expect.poll(() => complaints.join('\n')).toContain(text);

test('a script that came in by text is not run, and every test would fail by it', async () => {
  const { page, complaints } = await openWatched();
  await page.evaluate(() => {
    const script = document.createElement('script');
    script.append("document.title = 'taken over'");
    document.body.append(script);
  });
  await arrival(complaints, 'TrustedScript');
  expect(await page.title()).not.toBe('taken over');
  await page.context().close();
});

test('markup made of text is refused before it is parsed, and every test would fail by it', async () => {
  const { page, complaints } = await openWatched();
  const outcome = await page.evaluate(() => {
    try {
      document.body.insertAdjacentHTML('beforeend', '<img src="/nowhere" id="injected">');
      return 'parsed';
    } catch (error) {
      return error instanceof TypeError ? 'refused' : String(error);
    }
  });
  expect(outcome).toBe('refused');
  expect(await page.locator('#injected').count()).toBe(0);
  await arrival(complaints, 'require-trusted-types-for');
  await page.context().close();
});

test('nothing is fetched from elsewhere, and every test would fail by it', async () => {
  const { page, complaints } = await openWatched();
  await page.evaluate(() => fetch('http://127.0.0.2:9/').catch(() => undefined));
  await arrival(complaints, 'connect-src');
  await page.context().close();
});

test('mistakes of the page and failures of the server would fail every test', async () => {
  const { page, complaints } = await openWatched();
  await page.evaluate(() => {
    setTimeout(() => {
      throw new Error('a mistake nobody caught');
    });
    void Promise.reject(new Error('a promise nobody waited for'));
    console.error('a line in the console');
  });
  await arrival(complaints, 'a mistake nobody caught');
  await arrival(complaints, 'a promise nobody waited for');
  await arrival(complaints, 'a line in the console');
  const before = complaints.length;
  await page.route('**/api/session', (route) => route.fulfill({ status: 500, body: 'made up' }));
  await page.evaluate(() => fetch('/api/session').then((answer) => answer.text()));
  expect(complaints.length).toBe(before);
  await page.context().close();
});

test('a real failure of the server would fail every test, a refusal would not', async () => {
  const { page, complaints } = await openWatched();
  let status = 409;
  const failing = createServer((_request, response) => response.writeHead(status).end('no'));
  await once(failing.listen(0, '127.0.0.1'), 'listening');
  const address = failing.address();
  if (address === null || typeof address === 'string') throw new Error('it has no port');
  const url = `http://127.0.0.1:${address.port}/`;
  await page.goto(url);
  status = 500;
  await page.goto(url);
  await arrival(complaints, `GET ${url} was answered with 500`);
  expect(complaints.filter((line) => line.includes('answered'))).toHaveLength(1);
  await page.context().close();
  failing.close();
});

test('the page itself is protected', async () => {
  const answer = await fetch(`${app.url}/my-work`);
  const policy = answer.headers.get('content-security-policy') ?? '';
  const directives = new Map(policy.split(';').map((part) => [part.split(' ')[0], part]));
  expect(directives.get('default-src')).toBe("default-src 'none'");
  expect(directives.get('script-src')).toBe("script-src 'self'");
  expect(directives.get('require-trusted-types-for')).toBe("require-trusted-types-for 'script'");
  expect(directives.get('trusted-types')).not.toContain('*');
  expect(directives.get('frame-ancestors')).toBe("frame-ancestors 'none'");
  expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
});
