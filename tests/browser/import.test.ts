import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { rowsOf } from '../support/rows.ts';
import { axeFindings } from './support/axeFindings.ts';
import { type CustomerOffice, openCustomerOffice } from './support/customerOffice.ts';

let office: CustomerOffice;

beforeAll(async () => {
  office = await openCustomerOffice();
}, 180_000);
afterAll(() => office.stop());

const csvFile = (name: string, content: string | Buffer) => ({
  name,
  mimeType: 'text/csv',
  buffer: Buffer.from(content),
});

async function openImports(person = office.cast.harbour.admin): Promise<Page> {
  const page = await office.openAt('none', person);
  await page.goto('/import');
  await page.getByRole('heading', { level: 1, name: 'Import customers' }).waitFor();
  return page;
}

const upload = (page: Page, file: ReturnType<typeof csvFile>) =>
  page.locator('input[type=file]').setInputFiles(file);
const step = (page: Page, name: string) => page.getByRole('heading', { level: 2, name, exact: true });
const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();
const importedAs = (page: Page, column: string) =>
  page.getByRole('combobox', { name: `“${column}” is imported as` });
const counted = async (page: Page, what: string) =>
  page.locator('.counts__one').filter({ hasText: what }).locator('dd').innerText();
const customersNamed = (prefix: string) =>
  rowsOf<{ id: string; name: string; archived: boolean; status: string }>(
    office.databaseUrl,
    'select id, name, archived, status from customers where name like $1 order by name',
    [`${prefix}%`],
  );

const FILE = [
  'No.;Titel;E-mail;Status;Farbe',
  '1;Quay Ärzte;aerzte@quay.example;Lead;red',
  '2;Quay Bakery;bakery@quay.example;New;blue',
  '3;Quay Cobbler;no address;New;blue',
  '4;Quay Dentist;dentist@quay.example;Lead;green',
  '',
].join('\r\n');

test('upload, map, check with errors, import, see the result, undo', async () => {
  const page = await openImports();
  await page.getByText('No imports yet').waitFor();
  expect(await axeFindings(page)).toEqual([]);
  // As a spreadsheet program of western Europe writes it.
  await upload(page, csvFile('quay.csv', Buffer.from(FILE, 'latin1')));

  await step(page, 'Map columns').waitFor();
  await page.waitForURL(/\/import\/[\w-]+\?step=map$/u);
  expect(await step(page, 'Map columns').evaluate((element) => element === document.activeElement)).toBe(
    true,
  );
  expect(await page.getByLabel('Characters').inputValue()).toBe('windows-1252');
  expect(await page.getByLabel('Separated by').inputValue()).toBe(';');
  expect(await importedAs(page, 'E-mail').inputValue()).toBe('email');
  await page.getByRole('cell', { name: 'Quay Ärzte' }).waitFor();
  await importedAs(page, 'Titel').selectOption('');
  await page.getByText('Choose which column is the name.').waitFor();
  expect(await page.getByRole('button', { name: 'Check the file' }).isDisabled()).toBe(true);
  await importedAs(page, 'Titel').selectOption('name');
  await importedAs(page, 'No.').selectOption('externalId');
  // Not sent yet, and there again after a reload.
  await page.reload();
  expect(await importedAs(page, 'No.').inputValue()).toBe('externalId');
  expect(await axeFindings(page)).toEqual([]);
  await press(page, 'Check the file');

  await page.getByText('3 rows have faults and will be left out').waitFor();
  expect(page.url()).toMatch(/\?step=check$/u);
  expect(await counted(page, 'new customers')).toBe('1');
  const problems = page.getByRole('table', { name: 'What is wrong' });
  await problems
    .getByRole('row')
    .filter({ hasText: 'No e-mail address' })
    .getByText('Row 4: no address')
    .waitFor();
  await problems.getByRole('row').filter({ hasText: 'Unknown status' }).waitFor();
  expect(await axeFindings(page)).toEqual([]);
  const link = page.getByRole('link', { name: 'Download the rows left out (CSV)' });
  const errors = await page.request.get((await link.getAttribute('href')) ?? '');
  expect(await errors.text()).toContain('no address');
  expect(await customersNamed('Quay')).toEqual([]);

  await page.getByRole('combobox', { name: '“Lead” means' }).selectOption('new');
  await page.getByText('You changed something since the check').waitFor();
  await press(page, 'Check again');
  await page.getByText('1 row has a fault and will be left out').waitFor();
  await page.goBack();
  await step(page, 'Map columns').waitFor();
  await page.goForward();
  await press(page, 'Import 3 customers');

  await step(page, 'Result').waitFor();
  expect(await counted(page, 'customers created')).toBe('3');
  expect((await customersNamed('Quay')).map(({ name, archived }) => [name, archived])).toEqual([
    ['Quay Bakery', false],
    ['Quay Dentist', false],
    ['Quay Ärzte', false],
  ]);
  expect(await axeFindings(page)).toEqual([]);
  const address = page.url();
  await page.getByRole('link', { name: 'Show these customers' }).click();
  await page.getByText('Created or changed by one import').waitFor();
  await expect.poll(() => page.getByRole('row').filter({ hasText: 'Quay' }).count()).toBe(3);
  await page.goto(address);

  const [bakery] = await customersNamed('Quay Bakery');
  const ben = await office.openAt(bakery?.id ?? '', office.cast.harbour.supervisor);
  const current: unknown = await (await ben.request.get(`/api/customers/${bakery?.id}`)).json();
  const { updatedAt } = Object(current);
  const changed = await ben.request.patch(`/api/customers/${bakery?.id}`, {
    data: { updatedAt, phone: '040 1' },
  });
  expect(changed.status()).toBe(200);
  await press(page, 'Undo the import …');
  await page.getByRole('dialog').getByText('3 customers it created are archived.').waitFor();
  await press(page, 'Undo the import');
  await page.getByText('The import was taken back').waitFor();
  expect(await counted(page, 'customers archived')).toBe('2');
  expect(await counted(page, 'not undone')).toBe('1');
  await page.getByRole('link', { name: 'Quay Bakery' }).waitFor();
  expect((await customersNamed('Quay')).map(({ archived }) => archived)).toEqual([false, true, true]);

  await page.getByRole('link', { name: 'Back to all imports' }).click();
  await page.getByRole('row').filter({ hasText: 'quay.csv' }).getByText('Undone').waitFor();
  await upload(page, csvFile('quay-again.csv', Buffer.from(FILE, 'latin1')));
  await page.getByText('The columns are set as in your last import with this header.').waitFor();
  expect(await importedAs(page, 'Titel').inputValue()).toBe('name');
  await page.context().close();
}, 90_000);

test('a file that is none is told apart, an interrupted upload can be repeated, a hostile one does nothing', async () => {
  const page = await openImports(office.cast.northgate.admin);
  const alert = page.getByRole('alert');
  await upload(page, csvFile('book.xlsx', 'PK\u0003\u0004 and more'));
  await alert.getByText('This is a workbook of Excel').waitFor();
  await upload(page, csvFile('nothing.csv', ''));
  await alert.getByText('The file is empty.').waitFor();
  await upload(page, csvFile('blank.csv', '\n\n'));
  await alert.getByText('The file cannot be read as CSV.').waitFor();

  await page.route('**/api/imports?name=*', (route) => route.abort());
  await upload(page, csvFile('pier.csv', 'Name\nPier Bakery\n'));
  await alert.getByText('The upload was interrupted').waitFor();
  await page.unroute('**/api/imports?name=*');
  await press(page, 'Upload again');
  await step(page, 'Map columns').waitFor();

  await page.goto('/import');
  const hostile = [
    'Name,Name,<img src=x onerror=alert(1)>,',
    '=cmd|\'/c calc\'!A1,other,"<script>alert(1)</script>",x',
    '',
  ].join('\n');
  await upload(page, csvFile('<b>hostile.csv', hostile));
  await page.getByRole('heading', { level: 1, name: /hostile\.csv$/u }).waitFor();
  expect(await page.getByText('Several columns have this name').count()).toBe(2);
  await page.getByText('A column without a name cannot be imported.').waitFor();
  await page.getByRole('cell', { name: '<script>alert(1)</script>' }).waitFor();
  await importedAs(page, '<img src=x onerror=alert(1)>').selectOption('name');
  await press(page, 'Check the file');
  await press(page, 'Import 1 customer');
  await step(page, 'Result').waitFor();
  const [made] = await customersNamed('<script>');
  expect(made?.name).toBe('<script>alert(1)</script>');
  await page.context().close();
});

test('an import whose customers all stayed is not said to be undone', async () => {
  const page = await openImports();
  await upload(page, csvFile('mole.csv', 'Name\nMole Bakery\n'));
  await press(page, 'Check the file');
  await press(page, 'Import 1 customer');
  await step(page, 'Result').waitFor();
  const [bakery] = await customersNamed('Mole');
  const { updatedAt } = Object(await (await page.request.get(`/api/customers/${bakery?.id}`)).json());
  const data = { updatedAt, phone: '040 1' };
  expect((await page.request.patch(`/api/customers/${bakery?.id}`, { data })).status()).toBe(200);
  await press(page, 'Undo the import …');
  await press(page, 'Undo the import');
  await page.getByText('Nothing was taken back').waitFor();
  expect(await page.getByText('The import was taken back').count()).toBe(0);
  expect(await counted(page, 'not undone')).toBe('1');
  await page.getByRole('button', { name: 'Undo the import …' }).waitFor();
  expect(await axeFindings(page)).toEqual([]);
  await page.getByRole('link', { name: 'Back to all imports' }).click();
  await page
    .getByRole('row')
    .filter({ hasText: 'mole.csv' })
    .getByText('Imported', { exact: true })
    .waitFor();
  await page.context().close();
});

test('only administrators find it, and an address that is none says so', async () => {
  const page = await office.openAt('none', office.cast.harbour.supervisor);
  await page.goto('/import');
  await page.getByText('Only administrators can import customers').waitFor();
  expect(await page.getByRole('link', { name: 'Import', exact: true }).count()).toBe(0);
  await page.goto('/import/nonsense');
  await page.getByText('Only administrators can import customers').waitFor();
  await page.context().close();
  const ada = await office.openAt('none', office.cast.harbour.admin);
  await ada.getByRole('link', { name: 'Import', exact: true }).waitFor();
  await ada.goto('/import/nonsense');
  await ada.getByRole('heading', { name: 'No such import' }).waitFor();
  await ada.context().close();
});
