import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { tellHistory } from '../server/reports/tellHistory.ts';
import { axeFindings } from './support/axeFindings.ts';
import { type CustomerOffice, openCustomerOffice } from './support/customerOffice.ts';
import { press, tabTo } from './support/keyboard.ts';

const DAY = 86_400_000;
const ago = (days: number) => new Date(Date.now() - days * DAY).toISOString();

let office: CustomerOffice;
let someCustomer: string;

beforeAll(async () => {
  office = await openCustomerOffice();
  const { employee, colleague, supervisor } = office.cast.harbour;
  const move = { at: '2025-10-26T09:00:00Z', to: 'resolved' };
  const old = { createdAt: '2025-10-20T09:00:00Z', status: 'new' };
  [someCustomer = ''] = await tellHistory(office.databaseUrl, office.cast.harbour, [
    ...[1, 2, 40].map((days) => ({
      createdAt: ago(100),
      assignedTo: employee,
      status: 'new',
      dueAt: ago(days + 1),
    })),
    { createdAt: ago(5), assignedTo: employee, status: 'waiting' },
    { createdAt: ago(5), assignedTo: colleague, status: 'new' },
    { ...old, assignedTo: employee, moves: [{ ...move, by: employee }] },
    { ...old, assignedTo: employee, moves: [{ ...move, by: employee }] },
    { ...old, assignedTo: colleague, moves: [{ ...move, by: supervisor }] },
  ]);
}, 180_000);
afterAll(() => office.stop());

const section = (page: Page, name: RegExp) => page.getByRole('region', { name });
const listed = (page: Page) =>
  page.locator('[role=row][aria-rowindex]:not(:has([role=columnheader]))').count();
const told = (page: Page) => page.locator('.activity-row').count();

test('filters stand in the address, numbers lead to lists that hold just as many, charts are tables too', async () => {
  const page = await office.openAt(someCustomer, office.cast.harbour.supervisor);
  await page.keyboard.press('g');
  await page.keyboard.press('r');
  await page.getByRole('heading', { name: 'Reports', level: 1 }).waitFor();
  await page.getByRole('heading', { name: '3 overdue of 5 open' }).waitFor();

  // The period, by the keyboard.
  await tabTo(page, page.getByRole('button', { name: /^Last 30 days/u }));
  await press(page, 'Enter');
  await page.getByLabel('From').fill('2025-10-25');
  await page.getByLabel('To', { exact: true }).fill('2025-10-24');
  await page.getByText('Ends before it begins').waitFor();
  await page.getByLabel('To', { exact: true }).fill('2025-10-27');
  await page.keyboard.press('Enter');
  await page.waitForURL('/reports?from=2025-10-25&to=2025-10-27');
  const flow = section(page, /^0 created, 3 resolved$/u);
  await flow.waitFor();
  expect(await flow.locator('.report-chart').getAttribute('aria-hidden')).toBe('true');

  // What a screen reader finds in place of the chart; the links are in the table that everybody sees.
  expect(await flow.getByRole('row').allInnerTexts()).toEqual([
    'Day\tCreated\tResolved',
    '25 Oct 2025\t0\t0',
    '26 Oct 2025\t0\t3',
    '27 Oct 2025\t0\t0',
  ]);
  expect(await flow.getByRole('link').count()).toBe(0);
  await flow.getByText('Table', { exact: true }).click();
  await page.waitForURL('/reports?from=2025-10-25&to=2025-10-27&tables=flow');
  await flow.getByRole('link', { name: '26 Oct 2025, Resolved: 3' }).click();
  await page.waitForURL(/\/activity\?.*from=2025-10-26&to=2025-10-26/u);
  await page.getByText('That is everything.').waitFor();
  expect(await told(page)).toBe(3);
  await page.getByText('Status after: Resolved and Closed').waitFor();
  await page.goBack();
  await flow.getByRole('link', { name: '26 Oct 2025, Resolved: 3' }).waitFor();

  // A file of the same table.
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    flow.getByRole('button', { name: 'CSV' }).click(),
  ]);
  expect(download.suggestedFilename()).toBe('flow-2025-10-25-2025-10-27.csv');
  expect(await readFile(await download.path(), 'utf8')).toContain('26 Oct 2025,0,3\r\n');

  // The load of one person, then a bar of the chart.
  await section(page, /^Ana of harbour has most: 4 open$/u)
    .getByText('Table', { exact: true })
    .click();
  await page.getByRole('link', { name: 'Ana of harbour, Overdue: 3' }).click();
  await page.waitForURL(/\/customers\?.*dueBefore=/u);
  await expect.poll(() => listed(page)).toBe(3);
  await page.goBack();
  const bars = section(page, /older than 90 days$/u).locator('.recharts-bar-rectangle');
  await bars.last().click();
  await page.waitForURL(/\/customers\?.*createdBefore=/u);
  await expect.poll(() => listed(page)).toBe(3);
  await page.goBack();
  await page.getByRole('link', { name: 'Open now: 5' }).click();
  await expect.poll(() => listed(page)).toBe(5);
  await page.goBack();
  await flow.waitFor();
  expect(await axeFindings(page)).toEqual([]);

  // On paper: no rail and no buttons, and every table.
  await page.emulateMedia({ media: 'print' });
  expect(await page.getByRole('navigation', { name: 'Main' }).isVisible()).toBe(false);
  expect(await page.getByRole('button', { name: 'Print' }).isVisible()).toBe(false);
  const tables = page.locator('.report-table');
  expect(await tables.count()).toBe(6);
  for (const table of await tables.all()) expect((await table.boundingBox())?.height).toBeGreaterThan(40);
  await page.context().close();
}, 90_000);

test('a team, employees and a period to come have their numbers', async () => {
  const { admin, colleague, employee } = office.cast.harbour;
  const page = await office.openAt(someCustomer, admin);
  for (const [name, members] of [
    ['South', [{ id: colleague.id }]],
    ['Nobody yet', []],
  ] as const)
    expect((await page.request.post('/api/teams', { data: { name, members } })).status()).toBe(201);
  await page.goto('/reports?from=2025-10-25&to=2025-10-27');
  await page.getByRole('button', { name: 'Team: Everybody' }).click();
  await page.getByRole('menuitemradio', { name: 'South' }).click();
  await page.waitForURL(/&team=[0-9a-f-]{36}/u);
  await page.getByRole('heading', { name: '0 overdue of 1 open' }).waitFor();
  await page.getByText('Nothing is overdue.').first().waitFor();
  await page.getByRole('button', { name: 'Team: South' }).click();
  await page.getByRole('menuitemradio', { name: 'Nobody yet' }).click();
  await page.getByRole('heading', { name: 'Nobody has open work' }).waitFor();
  await page.goto('/reports?from=2098-01-01&to=2098-01-31&team=all');
  await page.getByText('31 days of the period are still to come.').waitFor();
  await page.getByRole('heading', { name: '0 created, 0 resolved' }).waitFor();
  await page.context().close();

  const own = await office.openAt(someCustomer, employee, { locale: 'de-DE' });
  await own.goto('/reports?from=2025-10-25&to=2025-10-27');
  await own.getByRole('heading', { name: '0 angelegt, 2 erledigt' }).waitFor();
  await own.getByRole('heading', { name: '3 überfällig von 4 offenen' }).waitFor();
  expect(await own.getByRole('button', { name: /^Team/u }).count()).toBe(0);
  await own.context().close();
});
