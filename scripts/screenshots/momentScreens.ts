import { randomUUID } from 'node:crypto';
import type { Page } from 'playwright-core';
import { BUSY, idIn } from './demoOffice.ts';
import { answerWith, openCustomer, openMyWork, type Screen } from './steps.ts';

/** What comes up while people work and goes again. Last of all: most make a customer that the lists would show. */
export const MOMENT_SCREENS: readonly Screen[] = [
  {
    ...momentOf('save-view'),
    open: async (page) => {
      await page.goto('/my-work?q=lotus');
      await page.getByRole('button', { name: 'Save view' }).click();
      await page.getByRole('dialog', { name: 'Save view' }).waitFor();
    },
  },
  {
    ...momentOf('skip'),
    open: async (page) => {
      await page.goto('/queue');
      await page.getByRole('button', { name: 'Skip …' }).click();
      await page.getByRole('dialog', { name: 'Skip this customer' }).waitFor();
    },
  },
  {
    ...momentOf('queue-end'),
    open: async (page) => {
      await openMyWork(page);
      const session = await page.request.get('/api/session');
      const { employee } = await session.json();
      await page.evaluate((id: string) => {
        const run = { ids: ['a', 'b', 'c', 'd'], at: null, worked: ['a'], skipped: 1, left: 1 };
        sessionStorage.setItem(`caseload.queue/${id}`, JSON.stringify(run));
      }, employee.id);
      await page.goto('/queue');
      await page.getByRole('button', { name: 'Look for more' }).waitFor();
    },
  },
  {
    ...momentOf('field-history'),
    open: async (page) => {
      await openHistory(page);
    },
  },
  {
    ...momentOf('restore'),
    open: async (page) => {
      await openHistory(page);
      await page.getByRole('button', { name: 'Restore this …' }).first().click();
      await page.getByRole('button', { name: 'Restore', exact: true }).waitFor();
    },
  },
  {
    ...momentOf('mention-list'),
    isPlaced: true,
    open: async (page) => {
      await openMade(page);
      await page.getByRole('textbox', { name: 'Write a comment' }).fill('@');
      await page.getByRole('listbox').getByRole('option').first().waitFor();
    },
  },
  {
    ...momentOf('undo-offer'),
    isPlaced: true,
    open: async (page) => {
      await openMade(page);
      await page.getByRole('button', { name: 'Archive', exact: true }).click();
      // While it has the focus it stays.
      await page.locator('.undo-toast button').first().focus();
    },
  },
  {
    ...momentOf('draft-offer'),
    open: async (page) => {
      const id = await makeCustomer(page);
      await page.request.put(`/api/customers/${id}/desk/drafts/comment`, {
        data: {
          device: randomUUID(),
          content: { text: 'Half a comment' },
          typedAt: new Date().toISOString(),
        },
      });
      await openCustomer(page, id);
      await page.getByRole('region', { name: /^Draft from another device/u }).waitFor();
    },
  },
  {
    ...momentOf('sign-in-again'),
    open: async (page) => {
      await answerWith(page, '**/api/activity?**', 401, { type: 'unauthenticated', title: 'Sign in first' });
      await page.goto('/activity');
      await page.getByRole('dialog').getByRole('textbox', { name: 'Password' }).waitFor();
    },
  },
  {
    ...momentOf('offline'),
    open: async (page) => {
      await openMade(page);
      await page.context().setOffline(true);
      await page.locator('.offline-bar').waitFor();
    },
  },
];

function momentOf(name: string): Pick<Screen, 'name' | 'as' | 'isPictured'> {
  return { name, as: BUSY, isPictured: false };
}

/** A customer of the person's own whose priority was changed twice. */
async function makeCustomer(page: Page): Promise<string> {
  const { employee } = await (await page.request.get('/api/session')).json();
  const data = { name: 'Lighthouse Café', assignedTo: employee.id };
  let made = await (await page.request.post('/api/customers', { data })).json();
  for (const priority of ['high', 'urgent']) {
    const change = { updatedAt: made.updatedAt, priority };
    made = await (await page.request.patch(`/api/customers/${idIn(made)}`, { data: change })).json();
  }
  return idIn(made);
}

async function openMade(page: Page): Promise<void> {
  await openCustomer(page, await makeCustomer(page));
}

async function openHistory(page: Page): Promise<void> {
  await openMade(page);
  await page.getByRole('button', { name: 'History of Priority' }).click();
  await page.getByRole('button', { name: 'Restore this …' }).first().waitFor();
}
