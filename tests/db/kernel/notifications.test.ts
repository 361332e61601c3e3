import { type AddressInfo, createServer } from 'node:net';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { type Notifications, openNotifications } from '@caseload/db/kernel/notifications.ts';
import { awakeMs } from '../../support/awake.ts';
import { rowsOf } from '../../support/rows.ts';
import { cloneDatabase, onServer, type TestDatabase } from '../../support/testDatabase.ts';

const CHANNEL = 'caseload_test';

const serverUrl = inject('serverUrl');
let database: TestDatabase;
const opened: Notifications[] = [];

beforeAll(async () => {
  database = await cloneDatabase();
});
afterAll(async () => {
  for (const one of opened) await one.close();
  await database.drop();
});

const listeners = async () =>
  (
    await rowsOf<{ pid: number }>(
      database.url,
      `select pid from pg_stat_activity
       where datname = current_database() and application_name = 'caseload-listen' and query like 'listen%'`,
    )
  ).map(({ pid }) => pid);

/** Whether anybody gets a new connection to the database. */
const letConnect = (wanted: boolean) =>
  onServer(
    serverUrl,
    `alter database ${new URL(database.url).pathname.slice(1)} with allow_connections ${wanted}`,
  );

async function open() {
  const heard: string[] = [];
  let gaps = 0;
  const notifications = openNotifications({
    url: database.url,
    channels: [CHANNEL],
    onMessage: (_channel, payload) => heard.push(payload),
    onGap: () => (gaps += 1),
  });
  opened.push(notifications);
  return { notifications, heard, gaps: () => gaps };
}

test('what is announced while the connection is down is told when there is one again; a hint is lost', async () => {
  const speaker = await open();
  await expect.poll(listeners).toHaveLength(1);
  const [pid] = await listeners();
  const listener = await open();
  await expect.poll(listeners).toHaveLength(2);
  await speaker.notifications.announce(CHANNEL, 'before');
  await expect.poll(() => listener.heard).toEqual(['before']);

  expect([speaker.gaps(), listener.gaps()]).toEqual([1, 1]);
  await letConnect(false);
  await rowsOf(serverUrl, 'select pg_terminate_backend($1)', [pid]);
  await expect.poll(speaker.gaps).toBeGreaterThan(1);
  await speaker.notifications.publish(CHANNEL, 'a hint');
  await speaker.notifications.announce(CHANNEL, 'first');
  await speaker.notifications.announce(CHANNEL, 'second');
  expect(listener.heard).toEqual(['before']);
  const gapsBefore = speaker.gaps();
  await letConnect(true);
  await expect.poll(() => listener.heard).toEqual(['before', 'first', 'second']);
  // What it remembered meanwhile may have changed unheard.
  expect(speaker.gaps()).toBeGreaterThan(gapsBefore);
  expect(listener.gaps()).toBe(1);
});

test('a server that accepts and stays silent is asked again, and holds nobody up who closes', async () => {
  let asked = 0;
  const silent = createServer((socket) => {
    asked += 1;
    socket.on('error', () => undefined);
  }).listen(0, '127.0.0.1');
  await new Promise((resolve) => silent.once('listening', resolve));
  const { port } = silent.address() as AddressInfo;
  const notifications = openNotifications({
    url: `postgresql://app@127.0.0.1:${port}/cases`,
    channels: [CHANNEL],
    onMessage: () => undefined,
    onGap: () => undefined,
  });
  try {
    await expect.poll(() => asked, { timeout: 20_000 }).toBeGreaterThan(1);
    expect(await awakeMs(() => notifications.close())).toBeLessThan(2_000);
  } finally {
    silent.close();
  }
}, 40_000);
