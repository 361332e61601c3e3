import { randomUUIDv7 } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Board } from '@caseload/shared/board/board.ts';
import { type Database, openDatabase } from '@caseload/db/kernel/openDatabase.ts';
import { movesStatement, peopleStatement, poolStatement } from '@caseload/server/board/queries.ts';
import { type Cast, type CustomerValues, createCast, createCustomers } from '../../support/cast.ts';
import { rowsOf } from '../../support/rows.ts';
import { cloneDatabase, type TestDatabase } from '../../support/testDatabase.ts';
import { type Agent, startTestServer, type TestServer } from '../../support/testServer.ts';
import { flatten, rowsRead } from '../assignedWork/explain.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const startedAt = Date.now();
/** A zone where it is about noon, so that no day ends while this runs. */
const hours = 12 - new Date(startedAt).getUTCHours();
const ZONE = `Etc/GMT${hours < 0 ? '+' : '-'}${Math.abs(hours)}`;
const at = (offset: number) => new Date(startedAt + offset).toISOString().replace('Z', '000Z');
const dayIn = (offset: number) => at(offset + hours * HOUR).slice(0, 10);
const DONE = 1_500;

let clone: TestDatabase;
let cast: Cast;
let server: TestServer;
let sue: Agent;
let ada: Agent;
let database: Database;

beforeAll(async () => {
  clone = await cloneDatabase();
  cast = await createCast(clone.url);
  const { employee, colleague } = cast.harbour;
  const of = (assignedTo: string | null, rows: CustomerValues[]) =>
    createCustomers(
      clone.url,
      cast.harbour,
      rows.map((row) => ({ ...row, assignedTo })),
    );
  await of(employee.id, [
    { dueAt: at(-3 * DAY) },
    { dueAt: at(-DAY), status: 'waiting' },
    // Earlier today is not overdue yet.
    { dueAt: at(-HOUR) },
    { dueAt: at(30 * DAY) },
    { status: 'escalated' },
    { dueAt: at(-9 * DAY), status: 'resolved' },
    { dueAt: at(-9 * DAY), archived: true },
  ]);
  await of(
    colleague.id,
    Array.from({ length: 20 }, (_, i) => ({ name: `Ben ${i}`, dueAt: at(i * DAY) })),
  );
  await of(null, [{ dueAt: at(-2 * DAY) }, {}, { status: 'closed' }]);
  await of(
    employee.id,
    Array.from({ length: DONE }, () => ({ status: 'closed' })),
  );
  await of(
    null,
    Array.from({ length: DONE }, () => ({ status: 'resolved', dueAt: at(-DAY) })),
  );
  await createCustomers(clone.url, cast.northgate, [{ assignedTo: cast.northgate.employee.id }, {}]);
  await rowsOf(clone.url, 'vacuum analyze');
  server = await startTestServer(clone.url);
  sue = await server.signIn(cast.harbour.supervisor);
  ada = await server.signIn(cast.harbour.admin);
  database = openDatabase({ url: clone.url, max: 1, connectTimeoutMs: 5_000 });
});
afterAll(async () => {
  await database?.close();
  await server?.stop();
  await clone?.drop();
});

async function board(query: Record<string, string> = {}, agent = sue): Promise<Board> {
  const { body } = await agent
    .get('/api/board')
    .query({ timeZone: ZONE, ...query })
    .expect(200);
  return body;
}
const rowOf = ({ people }: Board, { id }: { id: string }) => people.find((row) => row.employee.id === id);
const total = async (query: string) =>
  (
    await sue
      .get(`/api/customers?limit=1&include=total&timeZone=${encodeURIComponent(ZONE)}&${query}`)
      .expect(200)
  ).body.total;

describe('the board', () => {
  test('shows everybody’s open work', async () => {
    const found = await board();
    expect(found.people.map(({ employee }) => employee.name)).toEqual([
      cast.harbour.admin.name,
      cast.harbour.employee.name,
      cast.harbour.colleague.name,
      cast.harbour.supervisor.name,
    ]);
    expect(rowOf(found, cast.harbour.employee)).toEqual({
      employee: {
        id: cast.harbour.employee.id,
        name: cast.harbour.employee.name,
        role: 'employee',
        active: true,
      },
      awayUntil: null,
      open: 5,
      overdue: 2,
      dueThisWeek: 1,
      oldestDueAt: at(-3 * DAY),
      inToday: 0,
      outToday: 0,
      byStatus: { new: 3, waiting: 1, escalated: 1 },
    });
    expect(rowOf(found, cast.harbour.supervisor)).toMatchObject({ open: 0, oldestDueAt: null, byStatus: {} });
    expect(found.unassigned).toMatchObject({
      open: 2,
      overdue: 1,
      oldestDueAt: at(-2 * DAY),
      byStatus: { new: 2 },
    });
  });

  test('its numbers are those of the lists behind them', async () => {
    const found = await board();
    const holders = [
      ...found.people.map(({ employee, ...load }) => ({ who: employee.id, load })),
      { who: 'none', load: found.unassigned },
    ];
    for (const { who, load } of holders) {
      const open = `assignedTo=${who}&category=open,waiting`;
      expect(await total(open)).toBe(load.open);
      expect(await total(`${open}&due=overdue`)).toBe(load.overdue);
      expect(await total(`${open}&due=week`)).toBe(load.dueThisWeek);
      for (const [status, count] of Object.entries(load.byStatus))
        expect(await total(`assignedTo=${who}&status=${status}`)).toBe(count);
    }
  });

  test('suggests what would even out the work', async () => {
    const { balance } = await board();
    expect(balance).toEqual({
      average: 12.5,
      moves: [
        {
          from: { id: cast.harbour.colleague.id, name: cast.harbour.colleague.name },
          to: { id: cast.harbour.employee.id, name: cast.harbour.employee.name },
          count: 7,
        },
      ],
    });
  });

  test('counts what came and went today, also what is new', async () => {
    const office = await createCastOfMoves();
    const found = await board({}, office.supervisor);
    const moves = (id: string) => {
      const row = rowOf(found, { id });
      return [row?.inToday, row?.outToday];
    };
    expect(moves(office.ids.employee)).toEqual([2, 1]);
    expect(moves(office.ids.colleague)).toEqual([1, 0]);
    // One new that is nobody's, one handed back.
    expect([found.unassigned.inToday, found.unassigned.outToday]).toEqual([1, 1]);
    // The list behind each of the numbers, and its file, hold exactly what was counted.
    const today = `from=${new Date(Date.now() - HOUR).toISOString()}`;
    const everybody = [
      ...found.people.map(({ employee, ...load }) => ({ who: employee.id, load })),
      { who: 'none', load: found.unassigned },
    ];
    for (const { who, load } of everybody) {
      for (const [end, count] of Object.entries({
        toAssignee: load.inToday,
        fromAssignee: load.outToday,
      })) {
        const query = `${today}&${end}=${who}`;
        const { items } = (await office.supervisor.get(`/api/activity?${query}`).expect(200)).body;
        expect(items, query).toHaveLength(count);
        const { text } = await office.supervisor.get(`/api/activity.csv?${query}`).expect(200);
        const ids = new Set(items.map(({ action }: { action: { id: string } }) => action.id));
        for (const id of ids) expect(text).toContain(id);
        expect(new Set(text.match(/[0-9a-f-]{36}(?=\r\n)/gu) ?? []).size, text).toBe(ids.size);
      }
    }
    const { employee, colleague } = office.ids;
    const between = `${today}&fromAssignee=${employee}&toAssignee=${colleague}`;
    expect((await office.supervisor.get(`/api/activity?${between}`).expect(200)).body.items).toHaveLength(1);
    const backwards = `${today}&fromAssignee=${colleague}&toAssignee=${employee}`;
    expect((await office.supervisor.get(`/api/activity?${backwards}`).expect(200)).body.items).toEqual([]);
  });

  /** Northgate, where nothing else is counted: two new customers, one of them given on twice. */
  async function createCastOfMoves() {
    const { supervisor, employee, colleague } = cast.northgate;
    const agent = await server.signIn(supervisor);
    const create = async (assignedTo: string | null) =>
      (await agent.post('/api/customers').send({ name: 'New', assignedTo }).expect(201)).body;
    const give = async ({ id, updatedAt }: { id: string; updatedAt: string }, assignedTo: string) =>
      (
        await agent
          .patch(`/api/customers/${id}`)
          .send({ updatedAt, assignedTo, priority: 'high' })
          .expect(200)
      ).body;
    await create(employee.id);
    await give(await give(await create(null), employee.id), colleague.id);
    return { supervisor: agent, ids: { employee: employee.id, colleague: colleague.id } };
  }

  test('is for supervisors and administrators', async () => {
    await server.visitor().get('/api/board').expect(401);
    const ana = await server.signIn(cast.harbour.employee);
    await ana.get('/api/board').expect(403);
    await ada.get('/api/board').expect(200);
  });

  test('shows one team, and the pool of all', async () => {
    const members = [
      { id: cast.harbour.colleague.id },
      { id: cast.harbour.supervisor.id, isSupervisor: true },
    ];
    const { body: team } = await ada.post('/api/teams').send({ name: 'North', members }).expect(201);
    const found = await board({ team: team.id });
    expect(found.people.map(({ employee }) => employee.id)).toEqual(members.map(({ id }) => id));
    expect(found.unassigned.open).toBe(2);
    expect(found.balance.moves).toEqual([]);
    await sue.get(`/api/board?team=${randomUUIDv7()}`).expect(404);
    const outsider = await server.signIn(cast.northgate.supervisor);
    await outsider.get(`/api/board?team=${team.id}`).expect(404);
  });

  test('shows who is away, up to their last day, and neither takes from nor gives to them', async () => {
    const { employee } = cast.harbour;
    const away = (until: string | null) =>
      sue.put(`/api/employees/${employee.id}/away`).send({ until }).expect(200, { until });
    await away(dayIn(0));
    const found = await board();
    expect(rowOf(found, employee)?.awayUntil).toBe(dayIn(0));
    expect(found.balance.moves).toEqual([]);
    await away(dayIn(-DAY));
    expect(rowOf(await board(), employee)?.awayUntil).toBeNull();
    await away(null);
    expect(rowOf(await board(), employee)?.awayUntil).toBeNull();
  });

  test('still shows who left while they hold work', async () => {
    const { colleague, supervisor } = cast.harbour;
    const setActive = (active: boolean) =>
      rowsOf(clone.url, 'update employees set active = $1 where id = any($2::uuid[])', [
        active,
        [colleague.id],
      ]);
    await setActive(false);
    const found = await board();
    expect(rowOf(found, colleague)).toMatchObject({ employee: { active: false }, open: 20 });
    expect(rowOf(found, supervisor)).toBeDefined();
    expect(found.balance.moves).toEqual([]);
    await setActive(true);
  });
});

describe('its plans', () => {
  const question = () => ({
    organisationId: cast.harbour.organisationId,
    team: undefined,
    statuses: ['new', 'in_progress', 'waiting', 'escalated'],
    today: at(-12 * HOUR),
    weekEnd: at(5 * DAY),
  });
  const plan = async ({ text, values }: { text: string; values: unknown[] }) => {
    const [answer] = await database.read({ organisationId: cast.harbour.organisationId }, (tx) => [
      tx.raw(`explain (analyze, buffers off, timing off, format json) ${text}`, values),
    ]);
    return flatten(answer.rows[0]['QUERY PLAN'][0].Plan);
  };
  const indexes = (nodes: Awaited<ReturnType<typeof plan>>) =>
    nodes.flatMap((node) => node['Index Name'] ?? []);

  test('read the open work and nothing that is done', async () => {
    const people = await plan(peopleStatement(question()));
    expect(indexes(people)).toContain('customers_assigned_work');
    expect(rowsRead(people)).toBeLessThan(60);
    const pool = await plan(poolStatement(question()));
    expect(indexes(pool)).toEqual(['customers_unassigned']);
    expect(rowsRead(pool)).toBeLessThan(10);
  });

  test('read the actions of today and none before', async () => {
    const moves = await plan(movesStatement({ ...question(), today: at(HOUR) }));
    expect(indexes(moves)).toEqual(['customer_actions_moves']);
    expect(rowsRead(moves)).toBeLessThan(10);
  });
});
