import { setTimeout as pause } from 'node:timers/promises';
import { withClient } from '@caseload/db/embedded/connect.ts';
import { processesIn, signal } from '@caseload/db/embedded/processes.ts';
import type { Fault } from './fault.ts';
import { holdUntilSeen } from './holdUntilSeen.ts';

const NOT_OURS = 'the database server is not the prover’s own';

/** The system kills one process of PostgreSQL, which then restarts all of them: nobody knows what was committed. */
export const killBackend: Fault = {
  name: 'kill -9 of a database backend',
  cutsClients: false,
  async run({ own, random }) {
    if (own.postgres === undefined) return NOT_OURS;
    const backends = await own.sql<{ pid: number }>(
      "select pid from pg_stat_activity where application_name = 'caseload-main' and datname = current_database() order by state = 'active' desc, pid limit 10",
    );
    if (backends.length === 0) return 'the app had no connection to kill';
    signal(random.pick(backends).pid, 'SIGKILL');
    return undefined;
  },
};

/** The first process of PostgreSQL is killed; the embedded server's supervisor starts another one. */
export const killPostmaster: Fault = {
  name: 'kill -9 of the postmaster',
  cutsClients: false,
  async run({ own }) {
    if (own.postgres === undefined) return NOT_OURS;
    const { server } = own.postgres;
    const before = server.pid();
    signal(before, 'SIGKILL');
    for (let waited = 0; server.pid() === before && waited < 20_000; waited += 50) await pause(50);
    return server.pid() === before ? 'it did not end, or nobody started it again' : undefined;
  },
};

/** The database stands still: it neither answers nor refuses. */
export const stopDatabase: Fault = {
  name: 'SIGSTOP of the database',
  cutsClients: false,
  async run({ own, profile }) {
    if (own.postgres === undefined) return NOT_OURS;
    const pids = await processesIn(own.postgres.cluster);
    if (pids.length === 0) return 'no process of the database can be found here';
    for (const pid of pids) signal(pid, 'SIGSTOP');
    try {
      await pause(profile.holdMs);
    } finally {
      for (const pid of pids) signal(pid, 'SIGCONT');
    }
    return undefined;
  },
};

const STORMS = 8;

/** Sessions are ended from the outside again and again, half of them each time. */
export const terminateBackends: Fault = {
  name: 'pg_terminate_backend storm',
  cutsClients: false,
  async run({ own }) {
    let ended = 0;
    for (let storm = 0; storm < STORMS; storm += 1) {
      const found = await own.sql<object>(`select pg_terminate_backend(pid) from pg_stat_activity
        where application_name like 'caseload-%' and datname = current_database() and random() < 0.5`);
      ended += found.length;
      await pause(150);
    }
    return ended === 0 ? 'no connection was there to end' : undefined;
  },
};

/** Somebody else has taken every connection there is; the app's own are ended, so that it wants new ones. */
export const exhaustConnections: Fault = {
  name: 'connections exhausted',
  cutsClients: false,
  async run({ own, profile, installation }) {
    if (own.postgres === undefined) return NOT_OURS;
    const [limit] = await own.sql<{ value: string }>("select current_setting('max_connections') as value");
    const over = Promise.withResolvers<void>();
    const hold = () => withClient(installation.databaseUrl, () => over.promise).catch(() => undefined);
    const taken = Array.from({ length: Number(limit?.value ?? 100) }, hold);
    try {
      await pause(300);
      // The prover is refused as well by now, so what ends the app's connections is the proxy.
      own.proxy.cutAll();
      taken.push(...Array.from({ length: 60 }, hold));
      const isLeft = () =>
        own.sql('select 1').then(
          () => true,
          () => false,
        );
      const isTaken = await holdUntilSeen(profile.holdMs, async () => !(await isLeft()));
      if (!isTaken) return 'a connection was still to be had';
    } finally {
      over.resolve();
      await Promise.all(taken);
    }
    return undefined;
  },
};

/** One row is held by somebody who takes their time. */
export const holdRow: Fault = {
  name: 'a held row lock',
  cutsClients: false,
  async run({ installation, office, profile }) {
    const [id] = office.customers['hot'] ?? [];
    return withClient(installation.databaseUrl, async (client) => {
      await client.query('begin');
      const { rowCount } = await client.query(
        'select from customers where organisation_id = $1 and id = $2 for update',
        [office.organisationId, id],
      );
      await pause(profile.holdMs);
      await client.query('rollback');
      return rowCount === 1 ? undefined : 'the row was not found';
    });
  },
};

/** Everybody waits for one table, so every connection of the pool is taken. */
export const exhaustPool: Fault = {
  name: 'pool exhausted',
  cutsClients: false,
  async run({ own, installation, profile }) {
    return withClient(installation.databaseUrl, async (client) => {
      await client.query('begin');
      await client.query('lock table customers in access exclusive mode');
      // Those who have waited for long give up and come again, so any moment counts.
      const isTaken = await holdUntilSeen(profile.holdMs, async () => {
        const [found] = await own.sql<{ all: boolean }>(
          "select bool_and(wait_event_type is not distinct from 'Lock') as all from pg_stat_activity where application_name = 'caseload-main' and datname = current_database()",
        );
        return found?.all === true;
      });
      await client.query('rollback');
      return isTaken ? undefined : 'at no moment did every connection of the pool wait';
    });
  },
};

/** PostgreSQL refuses one action in five for want of space, as it does when the disk is full. */
export const refuseActions: Fault = {
  name: 'out of space for actions (53100)',
  cutsClients: false,
  async run({ own, profile }) {
    // A sequence is not rolled back with what it counts.
    await own.sql('create sequence prove_refusals');
    await own.sql(`create function prove_refuse() returns trigger language plpgsql security definer as $$
      begin
        if random() < 0.2 then perform nextval('prove_refusals'); raise exception 'no space left' using errcode = '53100'; end if;
        return new;
      end $$`);
    await own.sql(
      'create trigger prove_refuse before insert on customer_actions for each row execute function prove_refuse()',
    );
    try {
      const isRefused = await holdUntilSeen(profile.holdMs, async () => {
        const [refused] = await own.sql<{ any: boolean }>('select is_called as any from prove_refusals');
        return refused?.any === true;
      });
      return isRefused ? undefined : 'no action came by to be refused';
    } finally {
      await own.sql('drop function prove_refuse() cascade');
      await own.sql('drop sequence prove_refusals');
    }
  },
};
