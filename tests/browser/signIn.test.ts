import { demoPassword } from '@caseload/shared/session/demoPeople.ts';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openBrowser, openPage, openPageAs } from './support/openBrowser.ts';
import { startTestApp, type TestApp } from './support/startTestApp.ts';

let app: TestApp;
let browser: Browser;

beforeAll(async () => {
  [app, browser] = await Promise.all([startTestApp({ RATE_LIMIT_SIGN_IN_MAX: '30' }), openBrowser()]);
}, 180_000);
afterAll(async () => {
  await browser.close();
  await app.stop();
});

async function fillIn(page: Page, email: string, password: string): Promise<void> {
  await page.getByLabel('E-mail').fill(email);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
}

const focusedName = (page: Page) => page.evaluate(() => document.activeElement?.getAttribute('name'));

test('the form leads to the address that was asked for', async () => {
  const { page, complaints } = await openPage(browser, app.url);
  await page.goto('/my-work?status=waiting&due=week');
  await page.getByRole('heading', { name: 'Sign in', level: 1 }).waitFor();
  expect(new URL(page.url()).pathname).toBe('/sign-in');
  await fillIn(page, 'employee01@harbour.example', demoPassword);
  await page.waitForURL('/my-work?status=waiting&due=week');
  await page.getByRole('heading', { name: 'My work', level: 1 }).waitFor();
  expect(await page.title()).toBe('My work · Caseload');
  expect(complaints).toEqual([]);
  await page.context().close();
});

test('the page is typed in at once, and what is missing gets the focus', async () => {
  const { page } = await openPage(browser, app.url);
  await page.goto('/sign-in');
  const email = page.getByLabel('E-mail');
  await email.waitFor();
  await expect.poll(() => focusedName(page)).toBe('email');
  await page.keyboard.press('Enter');
  await page.getByText('Please fill this in.').first().waitFor();
  expect(await focusedName(page)).toBe('email');
  await page.keyboard.type('employee01@harbour.example');
  await page.keyboard.press('Enter');
  await expect.poll(() => focusedName(page)).toBe('password');
  await page.keyboard.type(demoPassword);
  await email.fill('');
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await expect.poll(() => focusedName(page)).toBe('email');
  await page.keyboard.type('employee01@harbour.example');
  await page.keyboard.press('Enter');
  await page.waitForURL('/my-work');
  await page.context().close();
});

test('an address elsewhere is not followed', async () => {
  const { page } = await openPage(browser, app.url);
  await page.goto(`/sign-in?returnTo=${encodeURIComponent('//elsewhere.example/my-work')}`);
  await fillIn(page, 'employee01@harbour.example', demoPassword);
  await page.waitForURL('/my-work');
  await page.context().close();
});

test('a wrong password and an unknown address read the same, and the password can be typed again at once', async () => {
  const { page } = await openPage(browser, app.url);
  await page.goto('/sign-in');
  const password = page.getByLabel('Password', { exact: true });
  const texts: string[] = [];
  for (const email of ['employee01@harbour.example', 'nobody@harbour.example']) {
    await fillIn(page, email, 'not the password');
    await page.waitForFunction(
      () => document.querySelector<HTMLInputElement>('[name=password]')?.value === '',
    );
    texts.push(await page.getByRole('alert').first().innerText());
    expect(await password.evaluate((box) => box === document.activeElement)).toBe(true);
  }
  expect(texts[0]).toBe('E-mail or password is not right.');
  expect(texts[1]).toBe(texts[0]);
  expect(new URL(page.url()).pathname).toBe('/sign-in');
  await page.context().close();
});

test('a demo card signs in with one press, the busiest employee first', async () => {
  const { page, complaints } = await openPage(browser, app.url);
  await page.goto('/');
  const cards = page.locator('.demo-card');
  await cards.first().waitFor();
  expect(await cards.count()).toBe(4);
  expect(await cards.first().getAttribute('data-email')).toBe('employee31@harbour.example');
  expect(await cards.first().innerText()).toContain('1,500 customers');
  await page.getByRole('button', { name: /^All people/u }).click();
  expect(await page.getByRole('heading', { level: 2 }).allInnerTexts()).toEqual(['Harbour', 'Northgate']);
  await page.locator('[data-email="supervisor01@northgate.example"]').click();
  await page.waitForURL('/my-work');
  expect(await page.locator('.rail__account').innerText()).toContain('Northgate');
  expect(complaints).toEqual([]);
  await page.context().close();
});

test('signing out ends the session and leads to sign-in', async () => {
  const { page } = await openPageAs(browser, app.url, 'employee02@harbour.example');
  await page.goto('/');
  await page.locator('.rail__person').click();
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
  await page.waitForURL('/sign-in');
  expect((await page.request.get('/api/session')).status()).toBe(401);
  await page.goto('/my-work');
  await page.waitForURL(/\/sign-in\?returnTo=/u);
  await page.context().close();
});

test('a session that ends under the page is renewed over it, by the same person, and the call is repeated', async () => {
  const { page, complaints } = await openPageAs(browser, app.url, 'employee31@harbour.example');
  await page.goto('/my-work');
  await page.getByRole('row').nth(1).waitFor();
  await page.context().clearCookies();
  await page.getByRole('link', { name: 'Activity' }).click();
  const dialog = page.getByRole('dialog', { name: 'Sign in again' });
  await dialog.waitFor();
  expect(await dialog.getByLabel('E-mail').inputValue()).toBe('employee31@harbour.example');
  expect(await dialog.getByLabel('E-mail').isEditable()).toBe(false);
  await expect.poll(() => focusedName(page)).toBe('password');
  await page.keyboard.press('Escape');
  expect(await dialog.isVisible()).toBe(true);
  await dialog.getByLabel('Password', { exact: true }).fill(demoPassword);
  await page.keyboard.press('Enter');
  await dialog.waitFor({ state: 'detached' });
  await page.locator('.activity-row').first().waitFor();
  expect(complaints).toEqual([]);
  await page.context().close();
});

test('another tab that signs in as somebody else takes this one along', async () => {
  const { page } = await openPageAs(browser, app.url, 'employee31@harbour.example');
  await page.goto('/my-work?q=a');
  await page.locator('.rail__person').waitFor();
  const other = await page.context().newPage();
  await other.goto('/my-work');
  await other.locator('.rail__person').click();
  await other.getByRole('menuitem', { name: 'Sign out' }).click();
  await other.locator('[data-email="supervisor01@harbour.example"]').click();
  await other.waitForURL('/my-work');
  await page.waitForURL('/my-work');
  expect(await page.locator('.rail__account').innerText()).toBe(
    await other.locator('.rail__account').innerText(),
  );
  await page.context().close();
});

test('what was typed stays while the server is busy or away, which is said, and tried again with one press', async () => {
  const { page } = await openPage(browser, app.url);
  await page.goto('/sign-in');
  await page.getByLabel('E-mail').waitFor();
  const busy = {
    type: 'busy',
    title: 'Busy',
    status: 503,
    instance: crypto.randomUUID(),
    retryAfterSeconds: 2,
  };
  await page.route('**/api/session', (route) =>
    route.fulfill({ status: 503, contentType: 'application/problem+json', body: JSON.stringify(busy) }),
  );
  const password = page.getByLabel('Password', { exact: true });
  const told = page.getByRole('alert').first();
  await fillIn(page, 'employee03@harbour.example', demoPassword);
  await told.getByText('The server is busy.').first().waitFor();
  expect(await told.innerText()).not.toContain('Too many attempts');
  await told.getByText('The server was busy. You can try again now.').first().waitFor();
  expect(await password.inputValue()).toBe(demoPassword);

  await page.unroute('**/api/session');
  await page.route('**/api/session', (route) => route.abort());
  const submit = page.getByRole('button', { name: 'Sign in', exact: true });
  await submit.click();
  await told.getByText('The server did not answer.').first().waitFor();
  expect(await password.inputValue()).toBe(demoPassword);
  await page.unroute('**/api/session');
  await submit.click();
  await page.waitForURL('/my-work');
  await page.context().close();
});

test('too many attempts: the time left counts down and the button waits', async () => {
  const { page } = await openPage(browser, app.url);
  await page.goto('/sign-in');
  await page.getByLabel('E-mail').waitFor();
  const refused = page.getByText(/^Too many attempts\. Try again in \d+:\d\d\.$/u);
  for (let attempt = 0; attempt < 40 && !(await refused.isVisible()); attempt += 1) {
    await page.getByLabel('E-mail').fill('nobody@harbour.example');
    await page.getByLabel('Password', { exact: true }).fill('not the password');
    await page.keyboard.press('Enter');
    await page.waitForFunction(
      () => document.querySelector<HTMLInputElement>('[name=password]')?.value === '',
    );
  }
  const before = await refused.innerText();
  expect(await page.getByRole('button', { name: 'Sign in', exact: true }).isDisabled()).toBe(true);
  await page.waitForFunction((text) => !document.body.innerText.includes(text), before);
  expect(await refused.isVisible()).toBe(true);
  await page.context().close();
});
