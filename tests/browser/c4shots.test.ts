import type { Page } from 'playwright-core';
import { afterAll, beforeAll, test } from 'vitest';
import { type CustomerOffice, openCustomerOffice } from './support/customerOffice.ts';
let office: CustomerOffice;
beforeAll(async () => {
  office = await openCustomerOffice();
}, 180_000);
afterAll(() => office.stop());
const field = (page: Page, name: string) => page.getByRole('textbox', { name, exact: true });
const box = (page: Page) => page.getByRole('textbox', { name: 'Write a comment' });
const out = '/tmp/c4';
const looks = [
  { name: 'light', options: { colorScheme: 'light' as const } },
  { name: 'dark360', options: { colorScheme: 'dark' as const, viewport: { width: 360, height: 740 } } },
];
test.each(looks)(
  '$name',
  async ({ name, options }) => {
    const id = await office.newCustomer({
      name: 'Harbour Bakery',
      phone: '1',
      notes: 'Calls every Monday about the delivery. The oven was replaced in March.',
      dueAt: new Date(Date.now() - 86400000).toISOString(),
    });
    await office.newCustomer({ name: 'Second', dueAt: new Date().toISOString() });
    const page = await office.openAt(id, office.cast.harbour.employee, options);
    const shot = (what: string) => page.screenshot({ path: `${out}/${name}-${what}.png` });
    await page.goto('/queue');
    await page.getByRole('navigation', { name: 'Work queue' }).waitFor();
    await page.goto(`/customers/${id}`);
    await page.waitForTimeout(600);
    await shot('queue');
    await page.getByRole('button', { name: 'Skip …' }).click();
    await page.waitForTimeout(400);
    await shot('skip');
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Stop working' }).click();
    // another device
    const phone = await office.openAt(id);
    await box(phone).fill('I called them on Tuesday and they said');
    await field(phone, 'Notes').fill('Calls every Monday about the delivery. New oven.');
    await phone.evaluate(() => window.dispatchEvent(new Event('pagehide')));
    await phone.waitForTimeout(500);
    await phone.context().setOffline(true);
    await page.reload();
    await page.waitForTimeout(900);
    await shot('drafts');
    await page.getByRole('button', { name: 'Use' }).first().click();
    await page.getByRole('button', { name: 'Use' }).first().click();
    await page.waitForTimeout(300);
    await shot('drafts-used');
    await phone.context().close();
    // conflict
    const sue = await office.openAt(id, office.cast.harbour.supervisor);
    await field(sue, 'Notes').fill('Calls every Tuesday about the delivery. The oven was replaced in March.');
    await field(sue, 'Notes').press('Control+Enter');
    await sue.getByText('Saved', { exact: true }).first().waitFor();
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByRole('dialog').waitFor();
    await page.waitForTimeout(400);
    await shot('conflict');
    await page.keyboard.press('Escape');
    await page.waitForTimeout(300);
    // meanwhile
    const { updatedAt } = await (await sue.request.get(`/api/customers/${id}`)).json();
    await sue.request.patch(`/api/customers/${id}`, {
      data: { updatedAt, assignedTo: office.cast.harbour.colleague.id },
    });
    await page.getByRole('button', { name: 'Decide' }).click();
    await page.waitForTimeout(1500);
    (await page.getByRole('dialog').isVisible()) && (await page.keyboard.press('Escape'));
    await page.reload();
    await page.waitForTimeout(900);
    await shot('reassigned-reload');
    await sue.request.patch(`/api/customers/${id}`, {
      data: {
        updatedAt: (await (await sue.request.get(`/api/customers/${id}`)).json()).updatedAt,
        assignedTo: office.cast.harbour.employee.id,
      },
    });
    await page.reload();
    await page.waitForTimeout(600);
    await field(page, 'Phone').fill('4711 and then');
    await sue.request.patch(`/api/customers/${id}`, {
      data: {
        updatedAt: (await (await sue.request.get(`/api/customers/${id}`)).json()).updatedAt,
        assignedTo: office.cast.harbour.colleague.id,
      },
    });
    await field(page, 'Phone').press('Enter');
    await page.waitForTimeout(1500);
    await shot('meanwhile');
    await page.context().setOffline(true);
    await box(page).fill('From the train');
    await box(page).press('Control+Enter');
    await page.waitForTimeout(2500);
    await page.getByRole('button', { name: 'Show what waits' }).click();
    await page.waitForTimeout(300);
    await shot('offline');
  },
  120_000,
);
