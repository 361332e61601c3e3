import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { PASSWORD } from '../support/cast.ts';
import { rowsOf } from '../support/rows.ts';
import { type CustomerOffice, openCustomerOffice } from './support/customerOffice.ts';

let office: CustomerOffice;

beforeAll(async () => {
  office = await openCustomerOffice();
}, 180_000);
afterAll(() => office.stop());

const field = (page: Page, name: string) => page.getByRole('textbox', { name, exact: true });
const box = (page: Page) => page.getByRole('textbox', { name: 'Write a comment' });
const waiting = (page: Page) => page.getByRole('region', { name: 'What waits to be sent' });
const PATIENTLY = { timeout: 15_000 };
const filesOf = (id: string) =>
  rowsOf<{ name: string }>(
    office.databaseUrl,
    'select name from attachments where customer_id = $1 and action_id is not null order by name',
    [id],
  );

/** The same person without the watch for mistakes: what could not be fetched stands in the console. */
async function strangerTo(page: Page): Promise<Page> {
  const context = page.context();
  const stranger = await context.browser()?.newContext({
    baseURL: new URL(page.url()).origin,
    storageState: await context.storageState(),
  });
  if (stranger === undefined) throw new Error('no browser');
  return stranger.newPage();
}

test('offline says how much waits and where, and everything is sent once when the network is back', async () => {
  const id = await office.newCustomer({ name: 'Bakery' });
  const other = await office.newCustomer({ name: 'Butcher', phone: '1' });
  const page = await office.openAt(other);
  await page.getByRole('link', { name: 'My work' }).first().click();
  await page.getByRole('link', { name: 'Bakery' }).first().click();
  await page.getByRole('heading', { level: 1, name: 'Bakery' }).waitFor();

  await page.context().setOffline(true);
  await waiting(page).getByText('You are offline.').waitFor();
  await box(page).fill('From the train');
  await box(page).press('Control+Enter');
  await page
    .locator('input[type=file]')
    .setInputFiles({ name: 'ticket.txt', mimeType: 'text/plain', buffer: Buffer.from('seat 12') });
  await box(page).fill('With my ticket');
  await box(page).press('Control+Enter');
  await page.goBack();
  await page.goBack();
  await page.getByRole('heading', { level: 1, name: 'Butcher' }).waitFor();
  await field(page, 'Phone').fill('4711');
  await field(page, 'Phone').press('Enter');
  await waiting(page).getByText('2 comments wait to be sent. 1 change waits to be saved.').waitFor();
  const announced = page.getByRole('status').filter({ hasText: 'You are offline.' });
  expect(await announced.getByRole('button').count()).toBe(0);
  await waiting(page).getByRole('button', { name: 'Show what waits' }).click();
  const items = await waiting(page).getByRole('listitem').allInnerTexts();
  expect(items.map((text) => text.replaceAll(/\s+/gu, ' '))).toEqual([
    'Bakery Comment: From the train',
    'Bakery Comment: With my ticket 1 file',
    'Butcher Change of Phone',
  ]);

  await page.context().setOffline(false);
  await expect.poll(() => office.commentsOf(id), PATIENTLY).toEqual(['From the train', 'With my ticket']);
  await waiting(page).waitFor({ state: 'detached' });
  expect(await filesOf(id)).toEqual([{ name: 'ticket.txt' }]);
  expect(await office.rowOf(other)).toMatchObject({ phone: '4711', version: 2 });
});

test('changes made in a list offline are asked about before the page goes, and sent when the network is back', async () => {
  const id = await office.newCustomer({ name: 'Row of the train' });
  const page = await office.openAt(id);
  await page.goto('/my-work?q=Row of the train');
  const row = page.locator('.customer-table__row[aria-rowindex="2"]');
  await row.getByText('Row of the train').waitFor();

  await page.context().setOffline(true);
  await page.keyboard.press('j');
  for (const [field, choice] of [
    ['status', 'Waiting'],
    ['status', 'Escalated'],
    ['priority', 'Urgent'],
  ] as const) {
    await row.locator(`#${field}-of-${id}`).click();
    await page.getByRole('menuitemradio', { name: choice }).click();
    await row.getByText(choice).waitFor();
  }
  await waiting(page).getByText('You are offline. 2 changes wait to be saved.').waitFor();
  await waiting(page).getByText('Leave it open until it is saved.').waitFor();
  await waiting(page).getByRole('button', { name: 'Show what waits' }).click();
  expect((await waiting(page).getByRole('listitem').innerText()).replaceAll(/\s+/gu, ' ')).toBe(
    'Row of the train Change of Status and Priority',
  );
  const question = page.waitForEvent('dialog');
  await page.evaluate(() => setTimeout(() => window.location.reload()));
  const asked = await question;
  expect(asked.type()).toBe('beforeunload');
  await asked.dismiss();
  // Longer than anything is tried by itself.
  await page.waitForTimeout(6_000);
  expect(await row.getByRole('alert').count()).toBe(0);

  await page.context().setOffline(false);
  await waiting(page).waitFor({ state: 'detached' });
  await expect.poll(() => office.rowOf(id), PATIENTLY).toMatchObject({ priority: 'urgent', version: 4 });
  expect(await office.rowOf(id)).toMatchObject({ status: 'escalated' });
  await page.reload();
  await row.getByText('Escalated').waitFor();
});

test('a screen whose file was not fetched yet says so offline and can be asked for again, and the page stays', async () => {
  const id = await office.newCustomer({ name: 'Tunnel' });
  const page = await strangerTo(await office.openAt(id));
  await page.goto('/my-work?q=Tunnel');
  await page.getByRole('link', { name: 'Tunnel' }).first().waitFor();
  // What is fetched ahead needs a moment.
  await page.waitForFunction(() =>
    performance.getEntriesByType('resource').some(({ name }) => name.includes('/PreviewPanel-')),
  );
  await page.waitForLoadState('networkidle');
  await page.context().setOffline(true);
  await page.keyboard.press('j');
  await page.keyboard.press('Space');
  await page.locator('.preview').getByRole('heading', { name: 'Tunnel' }).waitFor();
  const reason = page.getByText('The server did not answer. Check your connection and try again.');
  const failure = page.getByRole('heading', { level: 1, name: 'Something went wrong' });
  const report = page.getByRole('heading', { level: 1, name: 'Reports' });
  const pressed = page.getByRole('main').getByRole('button', { name: 'Retry' });
  await page.keyboard.press('g');
  await page.keyboard.press('r');
  await failure.waitFor();
  await reason.waitFor();
  await pressed.click();
  await page.waitForTimeout(500);
  await reason.waitFor();
  await page.context().setOffline(false);
  await pressed.click();
  await report.waitFor();
});

test('a part of a screen that could not be fetched comes with Retry once the network is back', async () => {
  const id = await office.newCustomer();
  const page = await strangerTo(await office.openAt(id, office.cast.harbour.admin));
  const pressed = page.getByRole('main').getByRole('button', { name: 'Retry' });
  const filter = page.getByRole('button', { name: 'Assignee', exact: true });
  for (const { address, ask, wanted } of [
    {
      address: '/settings/profile',
      ask: page.getByRole('link', { name: 'Statuses', exact: true }),
      wanted: page.getByRole('list', { name: 'Statuses in use' }),
    },
    {
      address: '/customers?assignedTo=any',
      ask: filter,
      wanted: page.getByRole('option', { name: 'Nobody' }),
    },
  ]) {
    await page.goto(address);
    await ask.waitFor();
    await page.waitForLoadState('networkidle');
    await page.context().setOffline(true);
    await ask.click();
    await pressed.waitFor();
    await page.context().setOffline(false);
    await expect
      .poll(
        async () => {
          if (await pressed.isVisible()) await pressed.click();
          else if (await filter.isVisible()) await filter.click();
          return wanted.waitFor({ timeout: 3_000 }).then(
            () => true,
            () => false,
          );
        },
        { timeout: 30_000 },
      )
      .toBe(true);
  }
  await page.context().close();
});

test.each(['ImportSign', 'SignInAgain'])(
  'the page is there without %s, which could not be fetched',
  async (part) => {
    const id = await office.newCustomer({ name: 'Tunnel' });
    const page = await strangerTo(await office.openAt(id, office.cast.harbour.admin));
    await page.route(`**/assets/${part}-*.js`, (route) => route.abort());
    const asked = page.waitForRequest(`**/assets/${part}-*.js`);
    await page.goto(`/customers/${id}`);
    await asked;
    await page.waitForLoadState('networkidle');
    await page.getByRole('heading', { level: 1, name: 'Tunnel' }).waitFor();
    await page.context().close();
  },
);

test('a server that does not answer is told apart, and "Try now" sends what waits', async () => {
  const id = await office.newCustomer();
  const page = await office.openAt(id);
  const isUp = { now: false };
  await page
    .context()
    .route('**', (route) => (isUp.now ? route.continue() : route.abort('connectionrefused')));
  await box(page).fill('Hello?');
  await box(page).press('Control+Enter');
  await waiting(page).getByText('The server cannot be reached. 1 comment waits to be sent.').waitFor();
  await waiting(page).getByRole('button', { name: 'Try now' }).click();
  expect(await office.commentsOf(id)).toEqual([]);
  isUp.now = true;
  await waiting(page).getByRole('button', { name: 'Try now' }).click();
  await expect.poll(() => office.commentsOf(id), PATIENTLY).toEqual(['Hello?']);
  await waiting(page).waitFor({ state: 'detached' });
});

test('a server that is busy says for how long, and Retry brings what was wanted', async () => {
  const page = await office.openAt(await office.newCustomer());
  await page.clock.install();
  const problem = { type: 'busy', status: 503, title: 'Busy', instance: 'x', retryAfterSeconds: 65 };
  await page.route('**/api/settings/sessions', (route) => route.fulfill({ status: 503, json: problem }));
  await page.goto('/settings/sessions');
  const panel = page.getByRole('alert').filter({ hasText: /The server is busy\. Try again in \d+ seconds/u });
  const retry = page.getByRole('button', { name: 'Retry' });
  await panel.waitFor();
  expect(await retry.isDisabled()).toBe(true);
  await page.unroute('**/api/settings/sessions');
  await page.clock.fastForward(66_000);
  await page.getByText('You can try again now.').waitFor();
  await retry.click();
  await page.getByText('This one', { exact: true }).waitFor();
  await page.context().close();
});

test('what is refused or clashes after the person went on is told on every screen, also after a reload', async () => {
  const id = await office.newCustomer({ name: 'Left behind', phone: '1' });
  const page = await office.openAt(id);
  const left = Promise.withResolvers<void>();
  await page.route(`**/api/customers/${id}/comments`, async (route) => {
    await left.promise;
    const problem = { type: 'forbidden', status: 403, title: 'Not yours', instance: 'r-1' };
    await route.fulfill({ status: 403, contentType: 'application/problem+json', json: problem });
  });
  await page.route(`**/api/customers/${id}`, async (route) => {
    if (route.request().method() === 'PATCH') await left.promise;
    await route.continue();
  });
  await box(page).fill('Refused too late');
  await box(page).press('Control+Enter');
  await field(page, 'Phone').fill('4711');
  await page.getByRole('link', { name: 'My work' }).first().click();
  await page.getByRole('heading', { level: 1, name: 'My work' }).waitFor();
  const supervisor = await office.openAt(id, office.cast.harbour.supervisor);
  await field(supervisor, 'Phone').fill('2');
  await field(supervisor, 'Phone').press('Enter');
  await supervisor.getByText('Saved', { exact: true }).first().waitFor();
  left.resolve();

  const sentence = '1 comment was not accepted. 1 change was not saved and needs you.';
  await waiting(page).getByText(sentence).waitFor();
  await page.reload();
  await waiting(page).getByText(sentence).waitFor();
  await waiting(page).getByRole('button', { name: 'Show what waits' }).click();

  const items = await waiting(page).getByRole('listitem').allInnerTexts();
  expect(items.map((text) => text.replaceAll(/\s+/gu, ' '))).toEqual([
    expect.stringMatching(/^Left behind Comment: Refused too late Not sent\..+ Copy the text Discard$/u),
    expect.stringMatching(/^Left behind Change of Phone Changed by somebody else meanwhile\. .+ Discard$/u),
  ]);
  await waiting(page).getByRole('listitem').first().getByRole('button', { name: 'Discard' }).click();
  await waiting(page).getByText('Not everything is sent yet. 1 change was not saved').waitFor();
  await waiting(page).getByRole('link', { name: 'Left behind' }).click();
  await page.getByRole('button', { name: 'Decide' }).click();
  await page
    .getByRole('dialog')
    .getByRole('radio', { name: /^Yours/u })
    .check();
  await page.getByRole('dialog').getByRole('button', { name: 'Save my choices' }).click();
  await waiting(page).waitFor({ state: 'detached' });
  expect(await office.commentsOf(id)).toEqual([]);
  // What is on its way waits for nobody, so the card may go before the change is saved.
  await page.getByText('Saved', { exact: true }).first().waitFor();
  expect(await office.rowOf(id)).toMatchObject({ phone: '4711' });
});

test('a file chosen offline survives a reload, and two windows send it once', async () => {
  const id = await office.newCustomer();
  const page = await office.openAt(id);
  await page.context().route('**/api/customers/*/{attachments,comments}*', (route) => route.abort());
  await page
    .locator('input[type=file]')
    .setInputFiles({ name: 'list.txt', mimeType: 'text/plain', buffer: Buffer.from('one, two') });
  await box(page).fill('The list');
  await box(page).press('Control+Enter');
  await page.getByText('Not sent yet.').first().waitFor();
  const second = await page.context().newPage();
  await page.context().unroute('**/api/customers/*/{attachments,comments}*');
  await Promise.all([page.reload(), second.goto(`/customers/${id}`)]);
  for (const each of [page, second]) {
    await each.locator('.unsent').waitFor({ state: 'detached' });
    await each.locator('.action').getByText('The list').waitFor();
  }
  expect(await office.commentsOf(id)).toEqual(['The list']);
  expect(await filesOf(id)).toEqual([{ name: 'list.txt' }]);
});

test('a window that was reading while another one sent a comment shows it', async () => {
  const id = await office.newCustomer();
  const page = await office.openAt(id);
  const second = await page.context().newPage();
  const isSent = Promise.withResolvers<void>();
  const isRead = Promise.withResolvers<void>();
  let reads = 0;
  await second.route('**/api/customers/*/actions*', async (route) => {
    reads += 1;
    if (reads > 1) return route.continue();
    const response = await route.fetch();
    isRead.resolve();
    await isSent.promise;
    return route.fulfill({ response });
  });
  await second.goto(`/customers/${id}`);
  await isRead.promise;
  await box(page).fill('Said meanwhile');
  await box(page).press('Control+Enter');
  await page.locator('.action').getByText('Said meanwhile').waitFor();
  isSent.resolve();
  await second.locator('.action').getByText('Said meanwhile').waitFor({ timeout: 10_000 });
});

test('when the session has ended, sign-in opens over the page and everything goes on', async () => {
  const id = await office.newCustomer({ phone: '1' });
  const page = await office.openAt(id);
  await office.signIn(page, office.cast.harbour.employee);
  await page.reload();
  await box(page).fill('Half a comment that goes on');
  await field(page, 'Phone').fill('4711');
  await page.context().clearCookies();
  await field(page, 'Phone').press('Enter');
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Password', { exact: true }).fill(PASSWORD);
  expect(await office.rowOf(id)).toMatchObject({ phone: '1' });
  await dialog.getByRole('button', { name: 'Sign in', exact: true }).click();
  await page.getByText('Saved', { exact: true }).first().waitFor();
  expect(await office.rowOf(id)).toMatchObject({ phone: '4711', version: 2 });

  await page.context().clearCookies();
  await box(page).press('Control+Enter');
  await dialog.getByLabel('Password', { exact: true }).fill(PASSWORD);
  expect(await office.commentsOf(id)).toEqual([]);
  await dialog.getByRole('button', { name: 'Sign in', exact: true }).click();
  // The outbox asks who is signed in before it sends, and only every ten seconds.
  await page.locator('.action').getByText('Half a comment that goes on').waitFor({ timeout: 25_000 });
  expect(await office.commentsOf(id)).toEqual(['Half a comment that goes on']);

  const drafts = () =>
    rowsOf<{ content: { text: string } }>(
      office.databaseUrl,
      'select content from drafts where customer_id = $1',
      [id],
    );
  await page.context().clearCookies();
  await box(page).fill('A draft for the server');
  await page.evaluate(() => window.dispatchEvent(new Event('pagehide')));
  await field(page, 'Phone').fill('0815');
  await field(page, 'Phone').press('Enter');
  await dialog.getByLabel('Password', { exact: true }).fill(PASSWORD);
  await dialog.getByRole('button', { name: 'Sign in', exact: true }).click();
  await expect.poll(drafts, PATIENTLY).toEqual([{ content: { text: 'A draft for the server' } }]);
});

test('when somebody else signs in, whoever stays on the page sends nothing in their name', async () => {
  const { supervisor } = office.cast.harbour;
  const id = await office.newCustomer({ name: 'Whose change' });
  const page = await office.openAt(id);
  await page.goto('/my-work?q=Whose change');
  await page.locator('.customer-table__link').first().waitFor();
  const other = await page.context().newPage();
  await other.goto('/health');
  await page.context().setOffline(true);
  await page.locator(`#priority-of-${id}`).click();
  await page.getByRole('menuitemradio', { name: 'Urgent' }).click();
  await waiting(page).getByText('Leave it open until it is saved.').waitFor();

  const stayed = page.waitForEvent('dialog').then((question) => question.dismiss());
  await office.signIn(other, supervisor);
  await other.evaluate((who) => new BroadcastChannel('caseload.session').postMessage(who), supervisor.id);
  await stayed;
  const dialog = page.getByRole('dialog', { name: 'Somebody else is signed in here' });
  await dialog.waitFor();
  // What waits would be sent now.
  await page.context().setOffline(false);
  await dialog.getByLabel('Password', { exact: true }).fill(PASSWORD);
  await page.waitForTimeout(500);
  expect(await office.rowOf(id)).toMatchObject({ version: 1 });
  await dialog.getByRole('button', { name: 'Sign in', exact: true }).click();
  await dialog.waitFor({ state: 'detached' });
  await expect.poll(() => office.rowOf(id), PATIENTLY).toMatchObject({ priority: 'urgent', version: 2 });
  const theirs = await rowsOf(
    office.databaseUrl,
    'select position from customer_actions where customer_id = $1 and actor_id = $2',
    [id, supervisor.id],
  );
  expect(theirs).toEqual([]);
});
