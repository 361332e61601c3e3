import { setTimeout as pause } from 'node:timers/promises';
import { withClient } from '@caseload/db/embedded/connect.ts';
import { processesIn, signal } from '@caseload/db/embedded/processes.ts';
import type { Fault } from './fault.ts';

const NOT_OURS = 'the database server is not the prover’s own';

/** The system kills one process of PostgreSQL, which then restarts all of them: nobody knows what was committed. */
export const killBackend: Fault = {
  name: 'kill -9 of a database backend',
  cutsClients: false,
  async run({ own, random }) {
    if (own.postgres === undefined) return NOT_OURS;
    const backends = await own.sql<{ pid: number }>(
      "select pid from pg_stat_activity where application_name = 'caseload-main' order by state = 'active' desc, pid limit 10",
    );
    if (backends.length > 0) signal(random.pick(backends).pid, 'SIGKILL');
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
    return undefined;
  },
};

/** The database stands still: it neither answers nor refuses. */
export const stopDatabase: Fault = {
  name: 'SIGSTOP of the database',
  cutsClients: false,
  async run({ own, profile }) {
    if (own.postgres === undefined) return NOT_OURS;
    const pids = await processesIn(own.postgres.cluster);
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
    for (let storm = 0; storm < STORMS; storm += 1) {
      await own.sql(`select pg_terminate_backend(pid) from pg_stat_activity
        where application_name like 'caseload-%' and datname = current_database() and random() < 0.5`);
      await pause(150);
    }
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
      await pause(profile.holdMs);
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
    await withClient(installation.databaseUrl, async (client) => {
      await client.query('begin');
      await client.query('select from customers where organisation_id = $1 and id = $2 for update', [
        office.organisationId,
        id,
      ]);
      await pause(profile.holdMs);
      await client.query('rollback');
    });
  },
};

/** Everybody waits for one table, so every connection of the pool is taken and the queue before it is full. */
export const exhaustPool: Fault = {
  name: 'pool exhausted',
  cutsClients: false,
  async run({ installation, profile }) {
    await withClient(installation.databaseUrl, async (client) => {
      await client.query('begin');
      await client.query('lock table customers in access exclusive mode');
      await pause(profile.holdMs);
      await client.query('rollback');
    });
  },
};

/** PostgreSQL refuses one action in five for want of space, as it does when the disk is full. */
export const refuseActions: Fault = {
  name: 'out of space for actions (53100)',
  cutsClients: false,
  async run({ own, profile }) {
    await own.sql(`create function prove_refuse() returns trigger language plpgsql as $$
      begin
        if random() < 0.2 then raise exception 'no space left' using errcode = '53100'; end if;
        return new;
      end $$`);
    await own.sql(
      'create trigger prove_refuse before insert on customer_actions for each row execute function prove_refuse()',
    );
    try {
      await pause(profile.holdMs);
    } finally {
      await own.sql('drop function prove_refuse() cascade');
    }
  },
};
