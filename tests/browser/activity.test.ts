import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type CustomerOffice, openCustomerOffice } from './support/customerOffice.ts';

const NOTES = 'Calls every Monday about the delivery.';

let office: CustomerOffice;

beforeAll(async () => {
  office = await openCustomerOffice();
}, 180_000);
afterAll(() => office.stop());

const row = (page: Page, text: string | RegExp) => page.locator('.activity-row').filter({ hasText: text });
const toggle = (page: Page, name: string | RegExp) => page.getByRole('button', { name, expanded: false });
const chips = (page: Page) => page.getByRole('list', { name: 'Active filters' });

/** Changes a customer as the page's person does, and answers the fresh customer. */
async function change(page: Page, id: string, data: Record<string, unknown>) {
  const { updatedAt } = await (await page.request.get(`/api/customers/${id}`)).json();
  const answer = await page.request.patch(`/api/customers/${id}`, { data: { updatedAt, ...data } });
  expect(answer.status()).toBe(200);
}

test('what happened is told in sentences, opens to before and after, and has an address of its own', async () => {
  const id = await office.newCustomer({ name: 'Harbour Bakery', notes: NOTES });
  const page = await office.openAt(id);
  await change(page, id, { status: 'waiting' });
  await change(page, id, { notes: NOTES.replace('Monday', 'Tuesday'), phone: '4711' });
  await page.goto('/activity');
  await page.getByRole('heading', { name: 'Activity', level: 1 }).waitFor();
  await row(page, 'Ana of harbour changed Status from New to Waiting').waitFor();
  expect(await page.getByRole('heading', { level: 2 }).count()).toBe(1);

  const sentence = 'Ana of harbour changed Phone and Notes';
  await toggle(page, sentence).click();
  const opened = row(page, sentence);
  await opened.getByRole('row', { name: /^Phone\s+nothing\s+4711$/u }).waitFor();
  expect(await opened.locator('del').allInnerTexts()).toContain('Monday');
  expect(await opened.locator('ins').allInnerTexts()).toContain('Tuesday');
  const requestId = await opened.locator('code').innerText();
  expect(requestId).toMatch(/^[0-9a-f-]{36}$/u);

  await opened.getByRole('link', { name: 'Link to this action' }).click();
  await page.getByRole('heading', { name: sentence, level: 1 }).waitFor();
  const link = page.url();
  await page.reload();
  await page.getByText(requestId).waitFor();
  await page.getByRole('link', { name: 'Everything that happened with Harbour Bakery' }).click();
  await page.waitForURL(`/activity?customer=${id}`);
  await row(page, 'created this customer').waitFor();
  expect(await page.locator('.activity-row').count()).toBe(3);
  await row(page, 'created this customer').getByRole('link', { name: 'Harbour Bakery' }).click();
  await page.waitForURL(`/customers/${id}`);

  const outsider = await office.openAt(await office.newCustomer(), office.cast.harbour.colleague);
  await office.signIn(outsider, office.cast.northgate.admin);
  await outsider.goto(link);
  await outsider.getByRole('heading', { name: 'No such action' }).waitFor();
  await outsider.context().close();
  await page.context().close();
});

test('filters stand in the address, are found by typing, lifted by their chips and hold for the export', async () => {
  const id = await office.newCustomer({ name: 'Lighthouse Café' });
  const page = await office.openAt(id, office.cast.harbour.supervisor);
  await change(page, id, { priority: 'urgent' });
  await page.request.post(`/api/customers/${id}/comments`, {
    data: { body: 'Called.\nNobody there; "again", = tomorrow' },
    headers: { 'idempotency-key': 'activity-export-1' },
  });
  await page.goto('/activity');
  await page.getByRole('combobox', { name: 'Who' }).fill('sue');
  await page.getByRole('option', { name: 'Sue of harbour' }).click();
  await page.getByRole('combobox', { name: 'Customer' }).fill('lighth');
  await page.getByRole('option', { name: 'Lighthouse Café' }).click();
  await page.getByRole('button', { name: 'What', exact: true }).click();
  await page.getByRole('menuitemcheckbox', { name: 'Comment' }).click();
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'When', exact: true }).click();
  await page.getByRole('button', { name: 'Today', exact: true }).click();
  const { supervisor } = office.cast.harbour;
  await page.waitForURL(`/activity?actor=${supervisor.id}&customer=${id}&type=comment&period=today`);
  await row(page, 'Sue of harbour commented').waitFor();
  expect(await page.locator('.activity-row').count()).toBe(1);

  await page.getByRole('button', { name: 'Export' }).click();
  await page.getByText('1 row', { exact: true }).waitFor();
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('menuitem', { name: 'Download as CSV' }).click(),
  ]);
  const csv = await (await download.createReadStream()).toArray();
  const lines = Buffer.concat(csv).toString('utf8');
  expect(lines).toContain('Called.\nNobody there; ""again"", = tomorrow');
  expect(lines).not.toContain('urgent');

  await page.reload();
  const who = page.getByRole('combobox', { name: 'Who' });
  await expect.poll(() => who.inputValue(), { timeout: 15_000 }).toBe('Sue of harbour');
  await chips(page).getByRole('button', { name: 'Remove the filter “What: Comment”' }).click();
  await row(page, 'changed Priority from Normal to Urgent').waitFor();
  await page.goto('/activity?type=skip&via=bulk');
  await page.getByRole('heading', { name: 'Nothing matches' }).waitFor();
  await chips(page).getByRole('button', { name: 'Clear filters' }).click();
  await row(page, 'Sue of harbour commented').waitFor();
  expect(new URL(page.url()).search).toBe('');
  await page.context().close();
});

test('rows stay where they are while more happens, until the newer ones are asked for', async () => {
  const id = await office.newCustomer({ name: 'Corner Shop' });
  const page = await office.openAt(id);
  await page.clock.install();
  await change(page, id, { phone: '1' });
  await page.goto(`/activity?customer=${id}`);
  await row(page, 'set Phone to 1').waitFor();
  await page.keyboard.press('j');
  await page.keyboard.press('j');
  const focused = () => page.evaluate(() => document.activeElement?.textContent);
  expect(await focused()).toMatch(/created this customer$/u);
  await page.keyboard.press('k');
  await page.keyboard.press('o');
  await page.locator('.activity-details').waitFor();
  const top = await row(page, 'created').evaluate((element) => element.getBoundingClientRect().top);

  await change(page, id, { phone: '2' });
  await change(page, id, { phone: '3' });
  await page.clock.fastForward(31_000);
  await page.getByRole('button', { name: '2 newer' }).waitFor();
  expect(await row(page, 'created').evaluate((element) => element.getBoundingClientRect().top)).toBe(top);
  expect(await focused()).toContain('set Phone to 1');
  await page.getByRole('button', { name: '2 newer' }).click();
  await row(page, 'changed Phone from 2 to 3').waitFor();
  await page.getByRole('button', { name: '2 newer' }).waitFor({ state: 'detached' });

  // Going to the customer and back keeps the place, what was open and the focus.
  await page.keyboard.press('j');
  await page.locator('.activity-row__customer').first().click();
  await page.waitForURL(`/customers/${id}`);
  await page.goBack();
  await page.locator('.activity-details').waitFor();
  await page.context().close();
});

test('pages follow while scrolling, only the rows near the window are drawn, and a failure can be repeated', async () => {
  const id = await office.newCustomer({ name: 'Busy Corner' });
  const page = await office.openAt(id);
  const comment = (number: number) =>
    page.request.post(`/api/customers/${id}/comments`, {
      data: { body: `Comment ${number}` },
      headers: { 'idempotency-key': `activity-pages-${number}` },
    });
  // Not all at once: a server that is busy may turn some away, and the list is what is tried here.
  for (let first = 0; first < 119; first += 17) {
    const answers = await Promise.all(Array.from({ length: 17 }, (_, index) => comment(first + index)));
    expect(answers.map((answer) => answer.status())).toEqual(answers.map(() => 201));
  }
  let isBroken = true;
  await page.route('**/api/activity?*cursor=*', (route) =>
    isBroken
      ? route.fulfill({
          status: 500,
          contentType: 'application/problem+json',
          json: { type: 'internal', title: 'Internal error', status: 500, instance: 'request-1' },
        })
      : route.continue(),
  );
  await page.goto(`/activity?customer=${id}`);
  await row(page, /Comment \d+/u)
    .first()
    .waitFor();
  await page.keyboard.press('End');
  await page.getByText('Request id: request-1').waitFor();
  isBroken = false;
  await page.getByRole('button', { name: 'Retry' }).click();
  await expect
    .poll(
      async () => {
        await page.keyboard.press('End');
        return row(page, 'created this customer').isVisible();
      },
      { timeout: 15_000 },
    )
    .toBe(true);
  expect(await page.locator('.activity-row').count()).toBeLessThan(60);
  await page.getByText('That is everything.').waitFor();
  expect(await page.locator('.activity-row').last().getAttribute('aria-setsize')).toBe('120');
  expect(await page.locator('.activity-row').last().getAttribute('aria-posinset')).toBe('120');
  await page.context().close();
});
