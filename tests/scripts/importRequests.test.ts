import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readCommandLine } from '@caseload/scripts/import/commandLine.ts';
import { type ImportOutcome, runImport } from '@caseload/scripts/import/runImport.ts';
import { type Cast, createCast } from '../support/cast.ts';
import { rowsOf } from '../support/rows.ts';
import { cloneDatabase, type TestDatabase } from '../support/testDatabase.ts';
import { countBy, readRequests, REQUESTS_FILE, REQUESTS_OPTIONS } from './fixture.ts';
import { print } from '../support/print.ts';

let clone: TestDatabase;
let cast: Cast;
let directory: string;
let requests: Record<string, string>[];
let first: ImportOutcome;

async function run(...options: string[]): Promise<ImportOutcome> {
  const command = readCommandLine([REQUESTS_FILE, ...REQUESTS_OPTIONS, ...options]);
  if (command === 'help') throw new Error('asked for help');
  return runImport(command, { url: clone.url });
}

const fingerprint = () =>
  rowsOf(
    clone.url,
    `select (select count(*) || md5(string_agg(c::text, '' order by c.id)) from customers c) as customers,
       (select count(*) || md5(string_agg(a::text, '' order by a.position)) from customer_actions a) as actions,
       (select count(*) || md5(string_agg(e::text, '' order by e.id)) from employees e) as people`,
  );

const storedCounts = async (column: string) => {
  const rows = await rowsOf<{ of: string; count: string }>(
    clone.url,
    `select ${column} as of, count(*) as count from customers c
     left join employees e on e.organisation_id = c.organisation_id and e.id = c.assigned_to group by 1`,
  );
  return Object.fromEntries(rows.map(({ of, count }) => [of, Number(count)]));
};

beforeAll(async () => {
  clone = await cloneDatabase();
  cast = await createCast(clone.url);
  directory = await mkdtemp(path.join(tmpdir(), 'caseload-import-'));
  requests = await readRequests();
  const empty = await fingerprint();
  const dry = await run('--dry-run');
  expect(await fingerprint()).toEqual(empty);
  const begun = performance.now();
  first = await run();
  print(`10,000 rows imported in ${((performance.now() - begun) / 1_000).toFixed(1)} s`);
  expect(first).toEqual(dry);
}, 180_000);

afterAll(async () => {
  await clone.drop();
  await rm(directory, { recursive: true, force: true });
});

describe('10,000 service requests', () => {
  test('are all read, and all imported', () => {
    expect(requests).toHaveLength(10_000);
    expect(first.report).toMatchObject({
      read: 10_000,
      created: 10_000,
      updated: 0,
      unchanged: 0,
      rejected: 0,
    });
  });

  test('lie under the statuses and people that the file names', async () => {
    const meanings: Record<string, string> = {
      Closed: 'closed',
      Cancelled: 'closed',
      'Referred Out': 'escalated',
    };
    expect(await storedCounts('c.status')).toEqual(
      countBy(requests, (row) => meanings[row['Status'] ?? ''] ?? '?'),
    );
    const byPerson = countBy(requests, (row) => row['AssignTo'] || 'nobody');
    expect(await storedCounts("coalesce(e.code, 'nobody')")).toEqual(byPerson);
    expect(
      Object.keys(byPerson)
        .filter((code) => code !== 'nobody')
        .sort(),
    ).toEqual([...first.report.newPeople].sort());
  });

  test('have the names, values and local times of the file', async () => {
    const stored = await rowsOf<Record<string, unknown>>(
      clone.url,
      `select external_id as id, name, fields,
         to_char(created_at at time zone 'America/Los_Angeles', 'MM/DD/YYYY HH12:MI:SS AM') as created,
         coalesce(to_char(due_at at time zone 'America/Los_Angeles', 'MM/DD/YYYY HH12:MI:SS AM'), '') as due
       from customers`,
    );
    const expected = requests.map((row) => ({
      id: row['SRNumber'],
      name: `${row['RequestType']}, ${row['Address']}`,
      fields: {
        request: row['SRNumber'],
        owner: row['Owner'],
        source: row['RequestSource'],
        ...(row['NCName'] ? { council: row['NCName'] } : {}),
      },
      created: row['CreatedDate'],
      due: row['ServiceDate'],
    }));
    const byId = new Map(stored.map((row) => [row['id'], row]));
    expect(byId.size).toBe(10_000);
    for (const row of expected) expect(byId.get(row.id)).toEqual(row);
  });

  test('each have exactly one action, an import that made them', async () => {
    const rows = await rowsOf(
      clone.url,
      `select count(*)::int as customers, sum(actions)::int as actions, bool_and(good) as good from (
         select c.id, count(a.id) as actions, bool_and(a.type = 'import' and a.via = 'import'
           and a.customer_version = 1 and c.version = 1 and a.actor_id = $1 and a.created_at = c.updated_at) as good
         from customers c left join customer_actions a on a.customer_id = c.id group by c.id) per_customer`,
      [cast.harbour.admin.id],
    );
    expect(rows).toEqual([{ customers: 10_000, actions: 10_000, good: true }]);
  });

  test('imported again they change nothing, told to update or not', async () => {
    const before = await fingerprint();
    expect((await run()).report).toMatchObject({ read: 10_000, created: 0, updated: 0, unchanged: 10_000 });
    expect((await run('--existing', 'update')).report).toMatchObject({
      created: 0,
      updated: 0,
      unchanged: 10_000,
    });
    expect(await fingerprint()).toEqual(before);
  }, 90_000);
});

test('rows that are left out are written to a file, as they were, with row and reason', async () => {
  const file = path.join(directory, 'requests.csv');
  const rejects = path.join(directory, 'rejects.csv');
  await writeFile(
    file,
    '\ufeffId;Name;Due;Note\r\n1;"A ""b"" C";31.12.2026;=1+1\r\n2;;32.12.2026;"two\nlines"\r\n3;C;;\r\n3;D;;" x"\r\n',
  );
  const command = readCommandLine([
    ...[file, '--organisation', 'harbour', '--dates', 'eu', '--rejects', rejects],
    ...['--map', 'externalId=id', '--map', 'name=name', '--map', 'dueAt=due'],
  ]);
  if (command === 'help') throw new Error('asked for help');
  const { report } = await runImport(command, { url: clone.url });
  expect(report).toMatchObject({ read: 4, created: 2, rejected: 2 });
  expect(await readFile(rejects, 'utf8')).toBe(
    [
      'row,reason,Id,Name,Due,Note',
      '3,"name (Name): is empty; dueAt (Due): ""32.12.2026"" is no date like 21.11.2026 or 21/11/2026 09:30",2,,32.12.2026,"two\nlines"',
      '5,"externalId (Id): ""3"" stands in an earlier row too",3,D,," x"',
      '',
    ].join('\r\n'),
  );
});
