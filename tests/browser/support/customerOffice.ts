import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Writable } from 'node:stream';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { buildClient } from '@caseload/scripts/support/buildClient.ts';
import { readConfig } from '@caseload/server/config.ts';
import { makeLogger } from '@caseload/server/http/logging.ts';
import { startServer } from '@caseload/server/startServer.ts';
import {
  type Cast,
  createCast,
  createCustomers,
  type CustomerValues,
  PASSWORD,
  type Person,
} from '../../support/cast.ts';
import { rowsOf } from '../../support/rows.ts';
import { cloneDatabase } from '../../support/testDatabase.ts';
import { openBrowser, openPage } from './openBrowser.ts';

type CustomerRow = {
  readonly name: string;
  readonly email: string | null;
  readonly phone: string | null;
  readonly status: string;
  readonly priority: string;
  readonly assigned_to: string | null;
  readonly archived: boolean;
  readonly due_at: Date | null;
  readonly follow_up_at: Date | null;
  readonly notes: string;
  readonly tags: string[];
  readonly fields: Record<string, unknown>;
  readonly version: number;
};

/** The standing cast with the real server, the built client and a Chromium: small, so that it starts in a moment. */
export type CustomerOffice = {
  readonly cast: Cast;
  readonly databaseUrl: string;
  /** A new customer of Harbour, assigned to its employee unless told otherwise. */
  newCustomer(values?: CustomerValues): Promise<string>;
  /** A page of somebody signed in, with storage of its own, at the customer. Pages of one person share a session. */
  openAt(customerId: string, person?: Person, options?: BrowserContextOptions): Promise<Page>;
  /** Begins a session of its own in the page's browser. */
  signIn(page: Page, person: Person): Promise<void>;
  /** What is really stored. */
  rowOf(customerId: string): Promise<CustomerRow>;
  commentsOf(customerId: string): Promise<string[]>;
  /** The kinds of the drafts the server keeps. */
  draftsOf(customerId: string): Promise<string[]>;
  stop(): Promise<void>;
};

export async function openCustomerOffice(): Promise<CustomerOffice> {
  const database = await cloneDatabase();
  const cast = await createCast(database.url);
  const [clientDirectory, browser] = await Promise.all([
    buildClient(() => undefined).directory,
    openBrowser(),
  ]);
  const dataDirectory = await mkdtemp(path.join(tmpdir(), 'caseload-files-'));
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });
  const config = readConfig({
    NODE_ENV: 'test',
    PORT: '0',
    DATABASE_POOL_MAX: '20',
    DATABASE_POOL_MIN: '2',
    RATE_LIMIT_MAX: '1000000',
    RATE_LIMIT_SIGN_IN_MAX: '1000000',
    CASELOAD_DEMO: 'off',
    CASELOAD_DATA: dataDirectory,
  });
  const server = await startServer({
    config,
    databaseUrl: database.url,
    clientDirectory,
    logger: makeLogger('info', nowhere),
  });

  const sessions = new Map<string, ReturnType<typeof cookiesOf>>();

  async function cookiesOf(person: Person) {
    const { page } = await openPage(browser, server.address);
    await signIn(page, person);
    const cookies = await page.context().cookies();
    await page.context().close();
    return cookies;
  }

  /** Signing in costs a password hash, so it is done once per person. */
  function sessionOf(person: Person) {
    const session = sessions.get(person.id) ?? cookiesOf(person);
    sessions.set(person.id, session);
    return session;
  }

  async function signIn(page: Page, { email }: Person): Promise<void> {
    // Otherwise the server would end the session whose cookie is sent along, which other pages share.
    await page.context().clearCookies();
    const answer = await page.request.post('/api/session', { data: { email, password: PASSWORD } });
    if (!answer.ok()) throw new Error(`${email} could not sign in: ${answer.status()}`);
  }

  return {
    cast,
    databaseUrl: database.url,
    signIn,
    async newCustomer(values = {}) {
      const row = { name: 'Harbour Bakery', assignedTo: cast.harbour.employee.id, ...values };
      const [id] = await createCustomers(database.url, cast.harbour, [row]);
      if (id === undefined) throw new Error('no customer was made');
      return id;
    },
    async openAt(customerId, person = cast.harbour.employee, options = {}) {
      const { page } = await openPage(browser, server.address, options);
      await page.context().addCookies(await sessionOf(person));
      await page.goto(`/customers/${customerId}`);
      await page.getByRole('heading', { level: 1 }).waitFor();
      return page;
    },
    async rowOf(customerId) {
      const [row] = await rowsOf<CustomerRow>(database.url, 'select * from customers where id = $1', [
        customerId,
      ]);
      if (row === undefined) throw new Error(`no customer ${customerId}`);
      return row;
    },
    async commentsOf(customerId) {
      const rows = await rowsOf<{ comment: string }>(
        database.url,
        `select comment from customer_actions where customer_id = $1 and type = 'comment' order by position`,
        [customerId],
      );
      return rows.map(({ comment }) => comment);
    },
    async draftsOf(customerId) {
      const rows = await rowsOf<{ kind: string }>(
        database.url,
        'select kind from drafts where customer_id = $1 order by kind',
        [customerId],
      );
      return rows.map(({ kind }) => kind);
    },
    async stop() {
      await closeAll(browser);
      await server.stop();
      await database.drop();
      await rm(dataDirectory, { recursive: true });
    },
  };
}

async function closeAll(browser: Browser): Promise<void> {
  await Promise.all(browser.contexts().map((context) => context.close()));
  await browser.close();
}
