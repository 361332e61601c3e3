import { mentionText } from '@caseload/shared/mentions/mentionText.ts';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type CustomerOffice, openCustomerOffice } from './support/customerOffice.ts';

let office: CustomerOffice;

beforeAll(async () => {
  office = await openCustomerOffice();
}, 180_000);
afterAll(() => office.stop());

const unread = (page: Page) => page.getByRole('link', { name: /^Unread: / });

/** Waits until so many are marked as unread. */
const unreadAre = (page: Page, count: number) =>
  expect.poll(() => unread(page).count(), { timeout: 15_000 }).toBe(count);

test('a mention is found in the bell, opens the customer at the comment and is read by that', async () => {
  const { employee, supervisor } = office.cast.harbour;
  const bakery = await office.newCustomer({ name: 'Harbour Bakery' });
  const kiosk = await office.newCustomer({ name: 'Kiosk' });
  const sue = await office.openAt(bakery, supervisor);
  const post = (id: string, text: string) =>
    sue.request.post(`/api/customers/${id}/comments`, {
      data: { body: `${mentionText(employee)} ${text}` },
      headers: { 'idempotency-key': `mention-${text.replaceAll(' ', '-')}` },
    });
  const { id: actionId } = await (await post(bakery, 'please call them')).json();
  await post(kiosk, 'and them too');
  await sue.context().close();

  const ana = await office.openAt(await office.newCustomer());
  await ana.getByLabel('2 unread').filter({ visible: true }).waitFor();
  await ana.keyboard.press('g');
  await ana.keyboard.press('n');
  await ana.waitForURL('/mentions');
  await ana.getByRole('heading', { name: 'Mentions', level: 1 }).waitFor();
  await unreadAre(ana, 2);
  await ana.getByText('@Ana of harbour please call them').waitFor();

  await ana.keyboard.press('j');
  await ana.keyboard.press('j');
  await ana.keyboard.press('Enter');
  await ana.waitForURL(`/customers/${bakery}#action-${actionId}`);
  await ana.getByText('please call them').waitFor();
  await ana.goBack();
  await unreadAre(ana, 1);
  const marked = ana.waitForResponse('**/api/mentions/read');
  await ana.getByRole('button', { name: 'Mark as read', exact: true }).click();
  // It stays in its place until the list is read again, so that nothing moves under the pointer.
  await unreadAre(ana, 0);
  await ana.getByText('and them too').waitFor();
  await (await marked).finished();
  await ana.reload();
  await ana.getByRole('heading', { name: 'All read' }).waitFor();
  await ana.getByRole('button', { name: 'Show all mentions' }).click();
  await ana.waitForURL('/mentions?show=all');
  await ana.getByText('please call them').waitFor();
  await ana.context().close();
});

test('all are marked at once, and what could not be marked comes back', async () => {
  const { colleague, supervisor } = office.cast.harbour;
  const id = await office.newCustomer();
  const sue = await office.openAt(id, supervisor);
  for (const text of ['one', 'two'])
    await sue.request.post(`/api/customers/${id}/comments`, {
      data: { body: `${mentionText(colleague)} ${text}` },
      headers: { 'idempotency-key': `mention-all-${text}` },
    });
  await sue.context().close();
  const ben = await office.openAt(await office.newCustomer(), colleague);
  await ben.goto('/mentions');
  await unreadAre(ben, 2);
  let isBroken = true;
  await ben.route('**/api/mentions/read', (route) =>
    isBroken ? route.abort('connectionreset') : route.continue(),
  );
  await ben.getByRole('button', { name: 'Mark all as read' }).click();
  await ben.getByText('Not marked as read').waitFor();
  await unreadAre(ben, 2);
  isBroken = false;
  await ben.getByRole('button', { name: 'Mark all as read' }).click();
  await unreadAre(ben, 0);
  await ben.reload();
  await ben.getByRole('heading', { name: 'All read' }).waitFor();
  await ben.context().close();
});

test('opening a customer reads where one is mentioned there, and nowhere else', async () => {
  const { admin, supervisor } = office.cast.harbour;
  const [here, there] = [await office.newCustomer(), await office.newCustomer()];
  const sue = await office.openAt(here, supervisor);
  for (const id of [here, there])
    await sue.request.post(`/api/customers/${id}/comments`, {
      data: { body: `${mentionText(admin)} look` },
      headers: { 'idempotency-key': `mention-opening-${id}` },
    });
  await sue.context().close();
  const ada = await office.openAt(here, admin);
  await ada.getByLabel('1 unread').filter({ visible: true }).waitFor();
  await ada.goto('/mentions');
  await unreadAre(ada, 1);
  await ada.context().close();
});

test('mentions in the customer one is looking at are read as they are shown, however many come', async () => {
  const { colleague, supervisor } = office.cast.harbour;
  const id = await office.newCustomer();
  const ben = await office.openAt(id, colleague);
  await ben.clock.install();
  await ben.reload();
  await ben.getByText('created this customer').waitFor();
  const sue = await office.openAt(id, supervisor);
  const unreadCount = async () =>
    (await (await ben.request.get('/api/mentions?unread=true&limit=1')).json()).unreadCount;
  for (const text of ['while you look', 'and once more']) {
    await sue.request.post(`/api/customers/${id}/comments`, {
      data: { body: `${mentionText(colleague)} ${text}` },
      headers: { 'idempotency-key': `mention-${text.replaceAll(' ', '-')}` },
    });
    expect(await unreadCount()).toBe(1);
    let isMarked = false;
    const marked = ben
      .waitForRequest('**/api/mentions/read', { timeout: 60_000 })
      .then(() => (isMarked = true));
    // In steps: the page gives up an answer that takes too long by this clock, and the answer comes by the real one.
    const passing = async () => {
      await ben.clock.runFor(1_000);
      return isMarked;
    };
    await expect.poll(passing, { timeout: 40_000, interval: 100 }).toBe(true);
    await marked;
    expect(await ben.getByText(text).count()).toBe(1);
    await expect.poll(unreadCount).toBe(0);
  }
  await Promise.all([ben.context().close(), sue.context().close()]);
});

test('a mention that was marked as read is read, also when the page is left before that was sent', async () => {
  const { employee, supervisor } = office.cast.harbour;
  const id = await office.newCustomer();
  const sue = await office.openAt(id, supervisor);
  await sue.request.post(`/api/customers/${id}/comments`, {
    data: { body: `${mentionText(employee)} look` },
    headers: { 'idempotency-key': 'mention-left-at-once' },
  });
  await sue.context().close();
  const page = await office.openAt('none');
  // What the browser would still send when the page has gone.
  await page.addInitScript(() => {
    const send = window.fetch;
    window.fetch = (address, init) => {
      if (String(address).includes('/mentions/read'))
        sessionStorage.setItem('outlives', String(init?.keepalive));
      return send(address, init);
    };
  });
  await page.goto('/mentions');
  await page.getByRole('button', { name: 'Mark as read', exact: true }).click();
  await page.reload();
  const unreadCount = async () =>
    (await (await page.request.get('/api/mentions?unread=true&limit=1')).json()).unreadCount;
  await expect.poll(unreadCount).toBe(0);
  expect(await page.evaluate(() => sessionStorage.getItem('outlives'))).toBe('true');
  await page.context().close();
});
