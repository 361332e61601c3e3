import { afterAll, beforeAll, expect, test } from 'vitest';
import { type CustomerOffice, openCustomerOffice } from './support/customerOffice.ts';

let office: CustomerOffice;

beforeAll(async () => {
  office = await openCustomerOffice();
}, 180_000);
afterAll(() => office.stop());

const NO_ONES = '00000000-0000-7000-8000-000000000000';

for (const { place, heading } of [
  { place: 'customers', heading: 'No such customer' },
  { place: 'activity', heading: 'No such action' },
  { place: 'import', heading: 'No such import' },
  { place: 'batches', heading: 'No such change' },
])
  test(`/${place}: an address that leads nowhere says so, and offers nothing that cannot help`, async () => {
    const page = await office.openAt(await office.newCustomer(), office.cast.harbour.admin);
    for (const id of ['nonsense', NO_ONES]) {
      await page.goto(`/${place}/${id}`);
      await page.getByRole('heading', { level: 1, name: heading }).waitFor();
      expect(await page.getByRole('button', { name: 'Retry' }).count()).toBe(0);
    }
    await page.context().close();
  });

test('/batches: what only could not be loaded can be tried again', async () => {
  const page = await office.openAt(await office.newCustomer(), office.cast.harbour.admin);
  await page.route('**/api/batches/*', (route) =>
    route.fulfill({ status: 500, contentType: 'application/json', body: '{}' }),
  );
  await page.goto(`/batches/${NO_ONES}`);
  await page.getByRole('button', { name: 'Retry' }).waitFor();
  await page.unroute('**/api/batches/*');
  await page.getByRole('button', { name: 'Retry' }).click();
  await page.getByRole('heading', { level: 1, name: 'No such change' }).waitFor();
  await page.context().close();
});
