import { randomUUID, randomUUIDv7 } from 'node:crypto';
import { Client } from 'pg';
import type { Cast, Company } from '../../support/cast.ts';

/** One row of Northgate in every table, full of texts that stand nowhere else. */
export type Canaries = {
  /** Texts and ids that may appear in no answer to anybody of Harbour. */
  readonly words: readonly string[];
  readonly customerId: string;
  readonly actionId: string;
  readonly statusKey: string;
  readonly operationId: string;
  readonly sid: string;
  readonly externalId: string;
  readonly viewId: string;
  readonly customFieldKey: string;
  readonly batchId: string;
  readonly teamId: string;
  readonly importId: string;
  readonly linkHash: string;
  readonly device: string;
  /** Of two files: one that belongs to the action, one that waits since the day before yesterday. */
  readonly attachmentId: string;
  readonly abandonedId: string;
};

export async function asSuperuser<T>(url: string, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** Writes them as the superuser, past every policy. */
export async function plantCanaries(url: string, { northgate }: Cast): Promise<Canaries> {
  const word = (name: string) => `canary-${name}-${randomUUID().slice(0, 8)}`;
  const texts = Object.fromEntries(
    [
      'name',
      'notes',
      'tag',
      'field',
      'value',
      'comment',
      'change',
      'request',
      'label',
      'code',
      'office',
      'view',
      'filter',
      'fieldLabel',
      'choice',
      'draft',
      'keyAction',
      'file',
      'abandoned',
      'sha256',
      'load',
      'batchOperation',
      'team',
      'report',
      'subject',
      'importFile',
      'importHeader',
      'importCell',
    ].map((name) => [name, word(name)]),
  );
  const rows = {
    customerId: randomUUIDv7(),
    actionId: randomUUIDv7(),
    statusKey: 'canary_status',
    operationId: word('operation'),
    sid: word('sid'),
    externalId: word('external'),
    viewId: randomUUIDv7(),
    customFieldKey: 'canary_custom_field',
    batchId: randomUUIDv7(),
    teamId: randomUUIDv7(),
    importId: randomUUIDv7(),
    linkHash: word('link'),
    device: word('device'),
    attachmentId: randomUUIDv7(),
    abandonedId: randomUUIDv7(),
  };
  await asSuperuser(url, async (client) => {
    const { organisationId, employee } = northgate;
    await client.query('begin');
    await client.query('insert into statuses values ($1, $2, $3, $4, 99)', [
      organisationId,
      rows.statusKey,
      texts['label'],
      'open',
    ]);
    await client.query('update organisations set name = $2 where organisation_id = $1', [
      organisationId,
      texts['office'],
    ]);
    await client.query('update employees set code = $3 where organisation_id = $1 and id = $2', [
      organisationId,
      employee.id,
      texts['code'],
    ]);
    await client.query(
      `insert into customers (organisation_id, id, name, email, phone, status, notes, tags, fields, external_id, assigned_to)
       values ($1, $2, $3, 'canary@customer.example', '+49 555 0199 7733', $4, $5, $6, $7, $8, $9)`,
      [
        organisationId,
        rows.customerId,
        texts['name'],
        rows.statusKey,
        texts['notes'],
        [texts['tag']],
        { [String(texts['field']).replaceAll('-', '_')]: texts['value'] },
        rows.externalId,
        employee.id,
      ],
    );
    const action = `insert into customer_actions
      (organisation_id, id, customer_id, type, actor_id, changes, comment, customer_version, via, request_id, operation_id)
      values ($1, $2, $3, $4, $5, $6, $7, $8, 'api', $9, $10)`;
    const change = JSON.stringify([{ field: 'name', from: null, to: texts['change'] }]);
    await client.query(action, [
      organisationId,
      rows.actionId,
      rows.customerId,
      'create',
      employee.id,
      change,
      null,
      1,
      texts['request'],
      rows.operationId,
    ]);
    await client.query(action, [
      organisationId,
      randomUUIDv7(),
      rows.customerId,
      'comment',
      employee.id,
      '[]',
      texts['comment'],
      null,
      texts['request'],
      word('operation'),
    ]);
    await client.query(
      "insert into sessions (sid, sess, expire) values ($1, $2, now() + interval '1 hour')",
      [
        rows.sid,
        JSON.stringify({
          organisationId,
          employeeId: employee.id,
          epoch: 0,
          signedInAt: Date.now(),
          cookie: {},
        }),
      ],
    );
    await client.query(
      `insert into saved_views (organisation_id, id, owner_id, name, filter, sort, shared)
       values ($1, $2, $3, $4, $5, 'dueAt', true)`,
      [organisationId, rows.viewId, employee.id, texts['view'], { q: texts['filter'] }],
    );
    await client.query('insert into teams (organisation_id, id, name) values ($1, $2, $3)', [
      organisationId,
      rows.teamId,
      texts['team'],
    ]);
    await client.query(
      'insert into team_members (organisation_id, team_id, employee_id) values ($1, $2, $3)',
      [organisationId, rows.teamId, employee.id],
    );
    await client.query(
      `insert into imports (organisation_id, id, file_name, size_bytes, sha256, encoding, delimiter, header, header_hash,
         sample, row_estimate, created_by, created_at)
       values ($1, $2, $3, 1, '', 'utf-8', ',', $4, '', $5, 1, $6, now() - interval '8 days')`,
      [
        organisationId,
        rows.importId,
        texts['importFile'],
        JSON.stringify([texts['importHeader']]),
        JSON.stringify([[texts['importCell']]]),
        employee.id,
      ],
    );
    await client.query(
      `insert into report_snapshots (organisation_id, key, report) values ($1, 'canary', $2)`,
      [organisationId, { open: texts['report'] }],
    );
    await client.query(
      `insert into conflict_counts (organisation_id, quarter, asked) values ($1, '2026-11-21T09:00:00Z', 777777)`,
      [organisationId],
    );
    await client.query(
      `insert into batches (organisation_id, id, kind, mode, created_by, loads, operation_id, operation_hash)
       values ($1, $2, 'change', 'best-effort', $3, $4, $5, '')`,
      [
        organisationId,
        rows.batchId,
        employee.id,
        JSON.stringify([{ employee: { id: employee.id, name: texts['load'] }, before: 1, after: 0 }]),
        texts['batchOperation'],
      ],
    );
    await client.query(
      `insert into batch_items (organisation_id, batch_id, customer_id, outcome, version, changes)
       values ($1, $2, $3, 'planned', 1, '[]')`,
      [organisationId, rows.batchId, rows.customerId],
    );
    await client.query(
      `insert into custom_fields (organisation_id, key, label, type, choices, position)
       values ($1, $2, $3, 'choice', $4, 0)`,
      [organisationId, rows.customFieldKey, texts['fieldLabel'], [texts['choice']]],
    );
    const attachment = `insert into attachments
      (organisation_id, id, customer_id, action_id, uploaded_by, name, media_type, size_bytes, sha256, created_at)
      values ($1, $2, $3, $4, $5, $6, 'text/plain', 1, $7, now() - interval '2 days')`;
    for (const [id, actionId, name] of [
      [rows.attachmentId, rows.actionId, texts['file']],
      [rows.abandonedId, null, texts['abandoned']],
    ]) {
      await client.query(attachment, [
        organisationId,
        id,
        rows.customerId,
        actionId,
        employee.id,
        name,
        texts['sha256'],
      ]);
    }
    await client.query(
      'insert into mentions (organisation_id, employee_id, action_id, customer_id) values ($1, $2, $3, $4)',
      [organisationId, employee.id, rows.actionId, rows.customerId],
    );
    await client.query(
      `insert into drafts (organisation_id, employee_id, customer_id, kind, device, content, typed_at)
       values ($1, $2, $3, 'comment', $4, $5, now())`,
      [organisationId, employee.id, rows.customerId, rows.device, { text: texts['draft'] }],
    );
    await client.query(
      `insert into customer_visits (organisation_id, employee_id, customer_id, seen_action_id) values ($1, $2, $3, $4)`,
      [organisationId, employee.id, rows.customerId, rows.actionId],
    );
    await client.query(
      'insert into employee_settings (organisation_id, employee_id, keys) values ($1, $2, $3)',
      [organisationId, employee.id, { 'list.next': texts['keyAction'] }],
    );
    await client.query(
      `insert into password_links (organisation_id, id, employee_id, purpose, token_hash, created_by, expires_at)
       values ($1, gen_random_uuid(), $2, 'reset', $3, $2, now() + interval '1 day')`,
      [organisationId, employee.id, rows.linkHash],
    );
    await client.query(
      `insert into organisation_actions
         (organisation_id, id, type, actor_id, subject_kind, subject_id, subject_name, via, operation_id)
       values ($1, gen_random_uuid(), 'tag_remove', $2, 'tag', $3, $3, 'api', $4)`,
      [organisationId, employee.id, texts['subject'], rows.operationId],
    );
    await client.query('commit');
  });
  return { ...rows, words: [...Object.values(texts), ...Object.values(rows), ...wordsOf(northgate)] };
}

function wordsOf({ organisationId, slug, employee, colleague, supervisor, admin }: Company): string[] {
  const people = [employee, colleague, supervisor, admin];
  return [
    organisationId,
    slug,
    ...people.flatMap(({ id, email, name }) => [id, email, name]),
    'canary@customer.example',
    '0199 7733',
  ];
}

/** A digest of everything that belongs to an organisation, table by table. */
export function digestOf(url: string, organisationId: string): Promise<Record<string, string>> {
  return asSuperuser(url, async (client) => {
    const digests: Record<string, string> = {};
    for (const table of await tablesOf(client)) {
      const { rows } = await client.query<{ digest: string }>(
        `select count(*) || ' ' || md5(coalesce(string_agg(t::text, '|' order by t::text), '')) as digest
         from ${table} t where organisation_id = $1`,
        [organisationId],
      );
      digests[table] = rows[0]?.digest ?? '';
    }
    return digests;
  });
}

/** Everything in the public schema that can be selected from. */
export async function tablesOf(client: Client): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(
    `select relname as name from pg_class
     where relnamespace = 'public'::regnamespace and relkind in ('r', 'p', 'v', 'm', 'f') order by 1`,
  );
  return rows.map(({ name }) => name);
}
