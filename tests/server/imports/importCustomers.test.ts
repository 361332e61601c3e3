import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Database, openDatabase } from '@caseload/db/kernel/openDatabase.ts';
import { type Cast, createCast, createCustomers } from '../../support/cast.ts';
import { rowsOf, trailOf } from '../../support/rows.ts';
import { cloneDatabase, type TestDatabase } from '../../support/testDatabase.ts';
import { importText, PATIENT, type TextImport } from './importText.ts';

let clone: TestDatabase;
let cast: Cast;
let database: Database;

beforeEach(async () => {
  clone = await cloneDatabase();
  cast = await createCast(clone.url);
  database = openDatabase({ url: clone.url, max: 4, connectTimeoutMs: 5_000, ...PATIENT });
});

afterEach(async () => {
  await database.close();
  await clone.drop();
});

const run = (text: string, options?: TextImport) => importText(database, cast.harbour, text, options);

type Stored = Record<string, unknown> & { id: string; name: string };
const stored = () =>
  rowsOf<Stored>(
    clone.url,
    `select c.id, c.name, c.email, c.phone, c.status, c.priority, e.name as assignee, c.archived, c.notes, c.tags,
       c.fields, c.external_id, c.version, to_char(c.due_at, 'YYYY-MM-DD"T"HH24:MI:SS') as due,
       to_char(c.created_at, 'YYYY-MM-DD') as created
     from customers c left join employees e on e.organisation_id = c.organisation_id and e.id = c.assigned_to
     order by c.name`,
  );
const counts = async () => {
  const [row] = await rowsOf<{ customers: string; actions: string; people: string }>(
    clone.url,
    `select (select count(*) from customers) as customers, (select count(*) from customer_actions) as actions,
       (select count(*) from employees) as people`,
  );
  return { customers: Number(row?.customers), actions: Number(row?.actions), people: Number(row?.people) };
};
const nothing = { customers: 0, actions: 0, people: 8 };

const FULL = [
  'externalId,name,email,phone,status,priority,assignedTo,archived,dueAt,notes,tags,createdAt,fields.plan',
  'A1,Ada Ltd,ada@example.com,030 1,Waiting,HIGH,ben@harbour.example,yes,2026-12-01,"two\nlines","vip; late,vip",2020-05-06,Gold',
  'A2,Bo,,,,,,,,,,,',
].join('\n');

describe('a row becomes a customer', () => {
  test('without the apostrophe that exports put before what looks like a formula', async () => {
    await run("externalId,name,phone,notes,fields.plan\n'-7,'=Ada,'+49 30 1,'tis,''@Gold");
    expect(await stored()).toMatchObject([
      { external_id: '-7', name: '=Ada', phone: '+49 30 1', notes: "'tis", fields: { plan: "'@Gold" } },
    ]);
  });

  test('once, with or without that apostrophe before its id, and by the id it has here', async () => {
    await run("externalId,name\n-8,Plain\n''-7,Of a file from before it was taken off\nC,By its own id");
    const own = (await stored()).find(({ name }) => name === 'By its own id')?.id ?? '';
    const again = [`'-8,A`, `'-7,B`, `${own.toUpperCase()},C`];
    const report = await run(['externalId,name', ...again].join('\n'), { rules: { existing: 'update' } });
    expect(report).toMatchObject({ created: 0, updated: 3, rejected: 0 });
    expect((await stored()).map(({ name, external_id: id }) => [name, id])).toEqual([
      ['A', '-8'],
      ['B', "'-7"],
      ['C', 'C'],
    ]);
    const twice = await run(`externalId,name\n-8,A\n'-8,A\nC,C\n${own},C\n-9,D\n'-9,D`);
    expect(twice).toMatchObject({ created: 1, unchanged: 2, rejected: 3 });
    expect(twice.rejections.map(({ row }) => row)).toEqual([3, 5, 7]);
  });

  test('with every field it has, and with the defaults for what it leaves open', async () => {
    const report = await run(FULL, { rules: { timeZone: 'Europe/Berlin' } });
    expect(report).toMatchObject({ read: 2, created: 2, updated: 0, unchanged: 0, rejected: 0 });
    expect(report.byStatus).toEqual([
      { of: 'waiting', count: 1 },
      { of: 'new', count: 1 },
    ]);
    const [ada, bo] = await stored();
    expect(ada).toMatchObject({
      name: 'Ada Ltd',
      email: 'ada@example.com',
      phone: '030 1',
      status: 'waiting',
      priority: 'high',
      assignee: 'Ben of harbour',
      archived: true,
      due: '2026-11-30T23:00:00',
      notes: 'two\nlines',
      tags: ['vip', 'late'],
      created: '2020-05-05',
      fields: { plan: 'Gold' },
      external_id: 'A1',
      version: 1,
    });
    expect(bo).toMatchObject({
      email: null,
      phone: null,
      status: 'new',
      priority: 'normal',
      assignee: null,
      archived: false,
      due: null,
      notes: '',
      tags: [],
      fields: {},
    });
  });

  test('with one import action that sets each field from nothing', async () => {
    await run(FULL);
    const [ada, bo] = await stored();
    const [action, ...more] = await trailOf(clone.url, ada?.id ?? '');
    expect(more).toEqual([]);
    expect(action).toMatchObject({ type: 'import', via: 'import', customer_version: 1, same_time: true });
    expect(action?.changes.every(({ from }) => from === null)).toBe(true);
    expect(Object.fromEntries(action?.changes.map(({ field, to }) => [field, to]) ?? [])).toEqual({
      name: 'Ada Ltd',
      email: 'ada@example.com',
      phone: '030 1',
      status: 'waiting',
      priority: 'high',
      assignedTo: cast.harbour.colleague.id,
      archived: true,
      dueAt: '2026-12-01T00:00:00.000000Z',
      notes: 'two\nlines',
      tags: ['vip', 'late'],
      'fields.plan': 'Gold',
      externalId: 'A1',
      createdAt: '2020-05-06T00:00:00.000000Z',
    });
    const [small] = await trailOf(clone.url, bo?.id ?? '');
    expect(small?.changes.map(({ field }) => field)).toEqual(['name', 'status', 'priority', 'externalId']);
    const [who] = await rowsOf(
      clone.url,
      'select distinct actor_id, operation_id like $1 as named from customer_actions',
      ['import 1 A_'],
    );
    expect(who).toEqual({ actor_id: cast.harbour.admin.id, named: true });
  });

  test('several columns are joined, what is empty is left out', async () => {
    await run('type,street,zip\nBulky Items,"356 S Berendo, rear",90020\nOther,,90042\n', {
      map: { name: 'TYPE, street,zip', notes: 'type,zip', 'fields.zip': ' zip ' },
    });
    expect(await stored()).toMatchObject([
      {
        name: 'Bulky Items, 356 S Berendo, rear, 90020',
        notes: 'Bulky Items\n90020',
        fields: { zip: '90020' },
      },
      { name: 'Other, 90042', notes: 'Other\n90042' },
    ]);
  });

  test('a column whose name holds a comma is one column', async () => {
    await run('"Name, first",x\nAda,1\n', { map: { name: 'name, first' } });
    expect(await stored()).toMatchObject([{ name: 'Ada' }]);
  });

  test('in the organisation it was imported into, and in no other', async () => {
    await run('name\nAda');
    const [row] = await rowsOf(clone.url, 'select organisation_id from customers');
    expect(row).toEqual({ organisation_id: cast.harbour.organisationId });
  });
});

describe('words', () => {
  const words =
    'name,status,priority\nA,Erledigt,P1\nB,IN_PROGRESS,low\nC,In Progress,\nD,odd,odd\nE,,normal';

  test('mean what the rules say, then our keys, then our labels; other words reject their row', async () => {
    const report = await run(words, {
      rules: {
        statuses: [{ word: 'erledigt', key: 'closed' }],
        priorities: [{ word: 'p1', key: 'urgent' }],
      },
    });
    expect((await stored()).map(({ name, status, priority }) => [name, status, priority])).toEqual([
      ['A', 'closed', 'urgent'],
      ['B', 'in_progress', 'low'],
      ['C', 'in_progress', 'normal'],
      ['E', 'new', 'normal'],
    ]);
    expect(report.rejections).toEqual([
      {
        row: 5,
        reason: 'status (status): "odd" is no status here; priority (priority): "odd" is no priority',
      },
    ]);
  });

  test('a default stands in for empty cells and unknown words', async () => {
    await run('name,status\nA,odd\nB,\nC,closed', { rules: { statusDefault: 'waiting' } });
    expect((await stored()).map(({ status }) => status)).toEqual(['waiting', 'waiting', 'closed']);
  });

  test('a status that the organisation does not have is a fault of the rules', async () => {
    const rules = { statuses: [{ word: 'x', key: 'done' }] };
    await expect(run('name\nA', { rules })).rejects.toThrow(/no status "done".*new, in_progress/u);
  });
});

describe('people', () => {
  const people =
    'name,assignedTo\nA,BEN@harbour.example\nB,ben of HARBOUR\nC,NC\nD,nc\nE,\nF,ana@northgate.example';

  test('are found by e-mail address and name in any case; others reject their row', async () => {
    const report = await run(people);
    expect(report.byAssignee).toEqual([
      { of: 'Ben of harbour', count: 2 },
      { of: null, count: 1 },
    ]);
    expect(report.rejections.map(({ row, reason }) => [row, reason])).toEqual([
      [4, 'assignedTo (assignedTo): "NC" is nobody here'],
      [5, 'assignedTo (assignedTo): "nc" is nobody here'],
      [7, 'assignedTo (assignedTo): "ana@northgate.example" is nobody here'],
    ]);
  });

  test('are named with whatever else is wrong with their row', async () => {
    const text = 'name,email,assignedTo,dueAt\nA,no address,NC,31.02.2026\nB,no address,BEN@harbour.example,';
    const report = await run(text);
    expect(report.rejections.map(({ reason }) => reason)).toEqual([
      expect.stringMatching(/^dueAt.*; email.*; assignedTo \(assignedTo\): "NC" is nobody here$/u),
      expect.stringMatching(/^email [^;]*$/u),
    ]);
    expect(report.problems.map(({ type, row, text: says }) => [type, row, says]).toSorted()).toEqual([
      ['assignee', 2, 'NC'],
      ['date', 2, '31.02.2026'],
      ['email', 2, 'no address'],
    ]);
    const made = await run(text, { rules: { unknownAssignee: 'create' } });
    expect(made).toMatchObject({ rejected: 2, newPeople: [] });
    expect(made.problems.map(({ type }) => type).toSorted()).toEqual(['date', 'email']);
  });

  test('can be left out', async () => {
    const report = await run(people, { rules: { unknownAssignee: 'unassigned' } });
    expect(report.byAssignee).toEqual([
      { of: null, count: 4 },
      { of: 'Ben of harbour', count: 2 },
    ]);
    expect((await counts()).people).toBe(8);
  });

  test('can be made as inactive employees with this code, once', async () => {
    const report = await run(people, { rules: { unknownAssignee: 'create' } });
    expect(report.newPeople).toEqual(['NC', 'ana@northgate.example']);
    const made = await rowsOf(
      clone.url,
      'select name, code, email, role, active, password_hash from employees where code is not null order by code collate "C"',
    );
    const inactive = { email: null, role: 'employee', active: false, password_hash: null };
    expect(made).toEqual([
      { name: 'NC', code: 'NC', ...inactive },
      { name: 'ana@northgate.example', code: 'ana@northgate.example', ...inactive },
    ]);
    const again = await run('name,assignedTo\nZ,nC', { rules: { unknownAssignee: 'create' } });
    expect(again).toMatchObject({ newPeople: [], byAssignee: [{ of: 'NC', count: 1 }] });
  });

  test('are not made for rows that are left out or were imported before', async () => {
    const text = 'externalId,name,assignedTo\n1,A,\n2,,NC';
    await run(text, { rules: { unknownAssignee: 'create' } });
    await run('externalId,name,assignedTo\n1,A,XY', { rules: { unknownAssignee: 'create' } });
    expect(await counts()).toEqual({ customers: 1, actions: 1, people: 8 });
  });

  test('can be named by the rules, by e-mail address, code or name', async () => {
    const assignees = [{ word: 'nc', person: 'Ana@harbour.example' }];
    const report = await run(people, { rules: { assignees, unknownAssignee: 'unassigned' } });
    expect(report.byAssignee).toContainEqual({ of: 'Ana of harbour', count: 2 });
    const nobody = [{ word: 'nc', person: 'zoe@harbour.example' }];
    await expect(run(people, { rules: { assignees: nobody } })).rejects.toThrow(/Nobody here.*zoe/u);
  });

  test('with the same name are not guessed', async () => {
    await rowsOf(
      clone.url,
      "update employees set name = 'Sam' where email in ('ana@harbour.example', 'ben@harbour.example')",
    );
    const report = await run('name,assignedTo\nA,sam');
    expect(report.rejections).toEqual([
      { row: 2, reason: 'assignedTo (assignedTo): "sam" is the name of several people' },
    ]);
  });
});

describe('importing again', () => {
  const first = 'externalId,name,phone,status\n1,A,11,new\n2,B,22,waiting';
  const second = 'externalId,name,phone,status\n1,A,,closed\n2,B,22,Waiting\n3,C,33,';

  test('leaves existing customers as they are', async () => {
    await run(first);
    expect(await run(second)).toMatchObject({ created: 1, updated: 0, unchanged: 2 });
    expect(await stored()).toMatchObject([{ phone: '11', status: 'new' }, { version: 1 }, { name: 'C' }]);
  });

  test('changes those that differ when told to, with version and history', async () => {
    await run(first);
    const options = { rules: { existing: 'update' } };
    expect(await run(second, options)).toMatchObject({ created: 1, updated: 1, unchanged: 1 });
    const [a, b] = await stored();
    expect(a).toMatchObject({ phone: null, status: 'closed', version: 2 });
    expect(b).toMatchObject({ phone: '22', status: 'waiting', version: 1 });
    const [, update] = await trailOf(clone.url, a?.id ?? '');
    expect(update).toMatchObject({
      type: 'import',
      via: 'import',
      customer_version: 2,
      same_time: true,
      changes: [
        { field: 'phone', from: '11', to: null },
        { field: 'status', from: 'new', to: 'closed' },
      ],
    });
    expect(await run(second, options)).toMatchObject({ created: 0, updated: 0, unchanged: 3 });
  });

  test('an update speaks of the mapped fields only, and an empty cell empties its field', async () => {
    const everything = [
      'externalId,name,email,status,priority,assignedTo,dueAt,notes,tags,createdAt,fields.a,fields.b',
      '1,A,a@example.com,waiting,high,ben@harbour.example,2026-01-01,n,t,2020-01-01,1,2',
    ].join('\n');
    await run(everything);
    const options = { rules: { existing: 'update' } };
    expect(await run('externalId,name\n1,A', options)).toMatchObject({ unchanged: 1 });
    await run(
      'externalId,name,status,priority,assignedTo,dueAt,createdAt,fields.a\n1,A,,,,,2021-01-01,',
      options,
    );
    expect(await stored()).toMatchObject([
      {
        email: 'a@example.com',
        status: 'waiting',
        priority: 'high',
        assignee: null,
        due: null,
        notes: 'n',
        tags: ['t'],
        created: '2020-01-01',
        fields: { b: '2' },
        version: 2,
      },
    ]);
  });

  test('an update may not bring a customer over fifty custom values', async () => {
    const values = (prefix: string) => Array.from({ length: 30 }, (_, i) => `fields.${prefix}${i}`);
    const text = (prefix: string) => `externalId,name,${values(prefix).join(',')}\n1,A${',x'.repeat(30)}`;
    await run(text('a'));
    const report = await run(text('b'), { rules: { existing: 'update' } });
    expect(report).toMatchObject({ updated: 0, rejected: 1 });
    expect(report.rejections[0]?.reason).toMatch(/more than 50/u);
  });

  test('who has more custom values from before can change and lose them by an update', async () => {
    const fields = Object.fromEntries(Array.from({ length: 60 }, (_, i) => [`a${i}`, 'x']));
    await createCustomers(clone.url, cast.harbour, [{ externalId: '1', name: 'A', fields }]);
    const options = { rules: { existing: 'update' } };
    const text = 'externalId,name,fields.a0,fields.a1\n1,B,,y';
    expect(await run(text, options)).toMatchObject({ updated: 1, rejected: 0 });
    const { a0: _, ...left } = fields;
    expect(await stored()).toMatchObject([{ name: 'B', fields: { ...left, a1: 'y' } }]);
    expect(await run('externalId,name,fields.b\n1,C,x', options)).toMatchObject({ updated: 0, rejected: 1 });
  });

  test('without external ids the same rows are recognised, and equal rows counted', async () => {
    const text = 'name,phone\nA,1\nA,1\nB,2';
    expect(await run(text)).toMatchObject({ created: 3 });
    expect(await run(`${text}\nA,1\nC,3`)).toMatchObject({ created: 2, unchanged: 3 });
    expect((await stored()).map(({ name }) => name)).toEqual(['A', 'A', 'A', 'B', 'C']);
  });

  test('external ids of another organisation are other customers', async () => {
    await run(first);
    const options = { rules: { existing: 'update' } };
    expect(await importText(database, cast.northgate, second, options)).toMatchObject({
      created: 3,
      updated: 0,
    });
  });

  test('two imports at the same moment make one customer a row', async () => {
    const text = `externalId,name\n${Array.from({ length: 300 }, (_, i) => `${i},N${i}`).join('\n')}`;
    const reports = await Promise.all([run(text), run(text), run(text)]);
    expect(reports.map(({ created }) => created).sort((a, b) => b - a)).toEqual([300, 0, 0]);
    expect(await counts()).toMatchObject({ customers: 300, actions: 300 });
  });
});

test('a dry run reports the same and changes nothing', async () => {
  const text = 'name,assignedTo\nA,NC\n,x\nB,';
  const options = { rules: { unknownAssignee: 'create' } };
  const dry = await run(text, { ...options, dryRun: true });
  expect(await counts()).toEqual(nothing);
  expect(await run(text, options)).toEqual(dry);
  expect(await counts()).toEqual({ customers: 2, actions: 2, people: 9 });
});

test('a dry run meets what the database would refuse', async () => {
  await rowsOf(clone.url, "alter table customers add constraint no_bo check (name <> 'Bo')");
  await expect(run('name\nBo', { dryRun: true })).rejects.toThrow();
  // The rule that every change has its action is checked by PostgreSQL at the very end.
  await rowsOf(clone.url, 'create rule forget as on insert to customer_actions do instead nothing');
  await expect(run('name\nAda', { dryRun: true })).rejects.toThrow(/no action for version/u);
});

test('a fault in the middle changes nothing', async () => {
  const names = Array.from({ length: 3_500 }, (_, i) => `N${i}`);
  await rowsOf(clone.url, "alter table customers add constraint no_3100 check (name <> 'N3100')");
  const text = `externalId,name,assignedTo\n${names.map((name, i) => `${i},${name},P${i % 7}`).join('\n')}`;
  await expect(run(text, { rules: { unknownAssignee: 'create' } })).rejects.toThrow();
  expect(await counts()).toEqual(nothing);
  await rowsOf(clone.url, 'alter table customers drop constraint no_3100');
  expect(await run(text, { rules: { unknownAssignee: 'create' } })).toMatchObject({ created: 3_500 });
});

test('an update waits for who holds the customer, and then changes what that one left', async () => {
  await run('externalId,name,phone\n1,A,1');
  const [customer] = await stored();
  const held = Promise.withResolvers<void>();
  const locked = Promise.withResolvers<void>();
  const { organisationId, admin } = cast.harbour;
  const waiting = () =>
    rowsOf(
      clone.url,
      "select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'",
    );
  const editing = database.write({ organisationId }, async (tx) => {
    await tx.db.execute(`update customers set phone = '2' where id = '${customer?.id}'`);
    await tx.db.execute(
      `insert into customer_actions (organisation_id, id, customer_id, type, actor_id, customer_version, via, operation_id)
       values ('${organisationId}', gen_random_uuid(), '${customer?.id}', 'update', '${admin.id}', 2, 'api', 'edit')`,
    );
    locked.resolve();
    await held.promise;
  });
  await locked.promise;
  const importing = run('externalId,name,phone\n1,A,3', { rules: { existing: 'update' } });
  await expect.poll(waiting).toHaveLength(1);
  held.resolve();
  await editing;
  expect(await importing).toMatchObject({ updated: 1 });
  const trail = await trailOf(clone.url, customer?.id ?? '');
  expect(trail.at(-1)).toMatchObject({
    customer_version: 3,
    changes: [{ field: 'phone', from: '2', to: '3' }],
  });
});

test('another attempt begins anew when PostgreSQL asks for one', async () => {
  const told: string[] = [];
  const rejects = {
    begin: async () => void told.push('begin'),
    add: async ({ row }: { row: number }) => {
      told.push(`row ${row}`);
      if (row === 4 && told.length < 9)
        throw Object.assign(new Error('deadlock detected'), { code: '40P01' });
    },
  };
  const text = 'externalId,name,assignedTo\n1,A,NC\n2,,\n1,B,\n';
  const report = await run(text, { rejects, rules: { unknownAssignee: 'create' } });
  const attempt = ['begin', 'row 3', 'row 4'];
  expect(told).toEqual([...attempt, ...attempt, ...attempt]);
  expect(report).toMatchObject({ read: 3, created: 1, rejected: 2, newPeople: ['NC'] });
  expect(await counts()).toEqual({ customers: 1, actions: 1, people: 9 });
});
