import { randomUUIDv7 } from 'node:crypto';
import { Client } from 'pg';
import type { Company, Person } from '../../support/cast.ts';

type Move = {
  readonly at: string;
  readonly by: Pick<Person, 'id'>;
  readonly to: string;
  readonly via?: 'import';
};
export type Told = {
  readonly createdAt: string;
  /** When its history begins, unless it is when it was made. */
  readonly knownSince?: string;
  readonly via?: 'import';
  readonly status: string;
  readonly moves?: readonly Move[];
  readonly assignedTo?: Pick<Person, 'id'>;
  readonly archived?: boolean;
  readonly dueAt?: string;
};

/** Customers with the past that is told of them: triggers, which would date everything now, are off meanwhile. */
export async function tellHistory(url: string, company: Company, told: readonly Told[]): Promise<string[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await client.query('begin');
    await client.query('set local session_replication_role = replica');
    const ids: string[] = [];
    for (const one of told) ids.push(await tell(client, company, one));
    await client.query('commit');
    return ids;
  } finally {
    await client.end();
  }
}

async function tell(client: Client, { organisationId, admin }: Company, one: Told): Promise<string> {
  const id = randomUUIDv7();
  const { createdAt, knownSince = createdAt, via = 'api', moves = [] } = one;
  const isStatus = moves.at(-1)?.to ?? one.status;
  await client.query(
    `insert into customers (organisation_id, id, name, status, assigned_to, archived, due_at, created_at, version)
     values ($1, $2, 'Told', $3, $4, $5, $6, $7, $8)`,
    [
      organisationId,
      id,
      isStatus,
      one.assignedTo?.id ?? null,
      one.archived ?? false,
      one.dueAt ?? null,
      createdAt,
      moves.length + 1,
    ],
  );
  const record = (
    version: number,
    at: string,
    actor: string,
    door: string,
    from: string | null,
    to: string,
  ) =>
    client.query(
      `insert into customer_actions
        (organisation_id, id, customer_id, type, actor_id, changes, customer_version, via, operation_id, created_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
      [
        organisationId,
        randomUUIDv7(),
        id,
        version === 1 ? 'create' : 'status_change',
        actor,
        JSON.stringify([{ field: 'status', from, to }]),
        version,
        door,
        randomUUIDv7(),
        at,
      ],
    );
  await record(1, knownSince, admin.id, via, null, one.status);
  let from = one.status;
  for (const [index, move] of moves.entries()) {
    await record(index + 2, move.at, move.by.id, move.via ?? 'api', from, move.to);
    from = move.to;
  }
  return id;
}
