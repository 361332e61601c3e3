import { randomUUID } from 'node:crypto';
import { type AddressInfo, createServer } from 'node:net';
import { expect, inject, test } from 'vitest';
import { migrate, MigrationError, refuseOldServer } from '@caseload/db/migrate.ts';
import { rowsOf } from '../../support/rows.ts';
import { createEmptyDatabase, onServer } from '../../support/testDatabase.ts';

const log = () => undefined;

test('a server that accepts and stays silent is given up, with the variable to look at', async () => {
  const silent = createServer((socket) => socket.on('error', () => undefined)).listen(0, '127.0.0.1');
  await new Promise((resolve) => silent.once('listening', resolve));
  const { port } = silent.address() as AddressInfo;
  try {
    const migrating = migrate(`postgresql://app:secret@127.0.0.1:${port}/cases`, {
      log,
      connectTimeoutMs: 200,
    });
    await expect(migrating).rejects.toThrow(MigrationError);
    await expect(migrating).rejects.toThrow(/cannot be opened: .*timeout.* Check DATABASE_URL\.$/u);
  } finally {
    silent.close();
  }
}, 5_000);

test('where nobody listens, the message says so and which variable to look at', async () => {
  await expect(migrate('postgresql://app:secret@127.0.0.1:1/cases', { log })).rejects.toThrow(
    /^The database cannot be opened: connect ECONNREFUSED 127\.0\.0\.1:1\. Check DATABASE_URL\.$/u,
  );
});

test('a server that is too old is refused with its version and the one that is needed', () => {
  expect(() => refuseOldServer('14.23 (Debian 14.23-1)')).toThrow(
    'The database of DATABASE_URL is PostgreSQL 14.23 (Debian 14.23-1), and Caseload needs 15 or later.',
  );
  for (const version of ['15.0', '18.4', '19beta1']) expect(() => refuseOldServer(version)).not.toThrow();
});

test('a user who may not step down to the roles is told what to run, and that is enough', async () => {
  const database = await createEmptyDatabase();
  const { pathname } = new URL(database.url);
  const owner = `owner_${randomUUID().replaceAll('-', '')}`;
  const url = new URL(database.url);
  url.username = owner;
  url.password = randomUUID();
  try {
    await rowsOf(
      database.url,
      `create role ${owner} login password '${url.password}'; alter database ${pathname.slice(1)} owner to ${owner}`,
    );
    const refusal = await migrate(url.href, { log }).then(
      () => expect.fail('it may not'),
      (error: Error) => error.message,
    );
    // The roles belong to the server, where the template of the tests has made them.
    const remedy = `GRANT caseload_app, caseload_search TO ${owner};`;
    expect(refusal).toContain(`Let a superuser run once: ${remedy}`);
    await rowsOf(database.url, remedy);
    await migrate(url.href, { log });
  } finally {
    await database.drop();
    await onServer(inject('serverUrl'), `drop role ${owner}`);
  }
});
