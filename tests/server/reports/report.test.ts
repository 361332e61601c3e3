import { randomUUIDv7 } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ActivityFilter } from '@caseload/shared/activity/endpoints.ts';
import type { CustomerFilter } from '@caseload/shared/assignedWork/customerFilter.ts';
import {
  createdWithin,
  leftStatus,
  ofAge,
  openWork,
  openWorkOf,
  overdueSince,
  overdueWork,
  resolvedWithin,
  scopeOf,
} from '@caseload/shared/reports/behind.ts';
import type { ReportAnswer } from '@caseload/shared/reports/endpoints.ts';
import type { Report } from '@caseload/shared/reports/report.ts';
import { type Cast, createCast } from '../../support/cast.ts';
import { rowsOf } from '../../support/rows.ts';
import { cloneDatabase, type TestDatabase } from '../../support/testDatabase.ts';
import { type Agent, startTestServer, type TestServer } from '../../support/testServer.ts';
import { tellHistory } from './tellHistory.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const startedAt = Date.now();
/** A zone where it is about noon, so that no day ends while this runs. */
const hours = 12 - new Date(startedAt).getUTCHours();
const ZONE = `Etc/GMT${hours < 0 ? '+' : '-'}${Math.abs(hours)}`;
const at = (days: number) => new Date(startedAt + days * DAY).toISOString();

/** In Berlin 25 hours long. */
const LONG_DAY = '2025-10-26';
const LONG_WEEKEND = { from: '2025-10-25', to: '2025-10-27', timeZone: 'Europe/Berlin' };

let clone: TestDatabase;
let cast: Cast;
let server: TestServer;
let sue: Agent;
let ana: Agent;
let team: string;
let emptyTeam: string;

beforeAll(async () => {
  clone = await cloneDatabase();
  cast = await createCast(clone.url);
  const { employee, colleague, supervisor } = cast.harbour;
  await tellHistory(clone.url, cast.harbour, [
    // The 25th of October begins in Berlin at 22:00 UTC and ends, as the 26th begins, at 22:00; that one ends at 23:00.
    {
      createdAt: '2025-10-25T21:59:59.999Z',
      assignedTo: employee,
      status: 'new',
      moves: [
        { at: '2025-10-26T00:59:59.999Z', by: employee, to: 'waiting' },
        { at: '2025-10-26T22:59:59.999Z', by: employee, to: 'resolved' },
        // Done stays done.
        { at: '2025-10-26T22:59:59.999Z', by: employee, to: 'closed' },
      ],
    },
    {
      createdAt: '2025-10-25T22:00:00Z',
      assignedTo: colleague,
      status: 'new',
      moves: [
        { at: '2025-10-26T04:00:00Z', by: supervisor, to: 'waiting' },
        { at: '2025-10-26T23:00:00Z', by: colleague, to: 'closed' },
        // Opened again, and resolved a second time after the period, in whatever zone it is noon now.
        { at: '2025-10-27T08:00:00Z', by: supervisor, to: 'in_progress' },
        { at: '2025-10-28T12:00:00Z', by: colleague, to: 'closed' },
      ],
    },
    // Imported in September as waiting, who knows since when.
    {
      createdAt: '2025-08-01T10:00:00Z',
      knownSince: '2025-09-01T10:00:00Z',
      via: 'import',
      assignedTo: employee,
      status: 'waiting',
      moves: [{ at: '2025-10-26T12:00:00Z', by: employee, to: 'resolved' }],
    },
    // Brought in as done: nobody resolved it here.
    { createdAt: '2025-10-26T12:00:00Z', via: 'import', status: 'closed' },
    // Resolved by an import that came again.
    {
      createdAt: '2025-10-01T10:00:00Z',
      archived: true,
      status: 'new',
      moves: [{ at: '2025-10-26T10:00:00Z', by: cast.harbour.admin, to: 'resolved', via: 'import' }],
    },
    // Open now.
    { createdAt: at(0), assignedTo: employee, status: 'new', dueAt: at(-1) },
    { createdAt: at(-1), assignedTo: employee, status: 'in_progress', dueAt: at(0) },
    { createdAt: at(-2), assignedTo: employee, status: 'waiting', dueAt: at(-3) },
    { createdAt: at(-3), assignedTo: colleague, status: 'escalated', dueAt: at(-31) },
    { createdAt: at(-90), assignedTo: colleague, status: 'new' },
    { createdAt: at(-91), status: 'new', dueAt: at(-14) },
    { createdAt: at(-40), assignedTo: employee, status: 'new', archived: true, dueAt: at(-5) },
    { createdAt: at(-40), assignedTo: employee, status: 'resolved', dueAt: at(-5) },
  ]);
  await tellHistory(clone.url, cast.northgate, [
    {
      createdAt: '2025-10-26T12:00:00Z',
      assignedTo: cast.northgate.employee,
      status: 'new',
      moves: [{ at: '2025-10-26T13:00:00Z', by: cast.northgate.employee, to: 'resolved' }],
    },
    { createdAt: at(-1), status: 'new', dueAt: at(-1) },
  ]);
  server = await startTestServer(clone.url);
  sue = await server.signIn(supervisor);
  ana = await server.signIn(employee);
  const ada = await server.signIn(cast.harbour.admin);
  const found = async (name: string, members: object[]) =>
    (await ada.post('/api/teams').send({ name, members }).expect(201)).body.id;
  team = await found('South', [{ id: colleague.id }, { id: supervisor.id, isSupervisor: true }]);
  emptyTeam = await found('Nobody', []);
});
afterAll(async () => {
  await server?.stop();
  await clone?.drop();
});

async function report(query: Record<string, string>, agent = sue): Promise<Report> {
  const { body }: { body: ReportAnswer } = await agent.get('/api/reports').query(query).expect(200);
  expect(body).toMatchObject({ isStale: false, isRunning: false, failure: null });
  if (body.report === null) throw new Error('no report');
  return body.report;
}

const perDay = ({ flow }: Report) => flow.days.map(({ day, created, resolved }) => [day, created, resolved]);

describe('the period', () => {
  test('is counted by the days of a zone, whatever its clocks do', async () => {
    const found = await report(LONG_WEEKEND);
    expect(perDay(found)).toEqual([
      ['2025-10-25', 1, 0],
      [LONG_DAY, 2, 3],
      ['2025-10-27', 0, 1],
    ]);
    expect(found.flow.days[1]).toMatchObject({
      from: '2025-10-25T22:00:00.000000Z',
      before: '2025-10-26T23:00:00.000000Z',
    });
    expect(found.flow).toMatchObject({ created: 3, resolved: 4 });
    expect(found.coverage).toMatchObject({
      recordedSince: '2025-09-01T10:00:00.000000Z',
      broughtIn: 1,
      resolvedByImport: 1,
    });
    expect(perDay(await report({ ...LONG_WEEKEND, timeZone: 'UTC' }))).toEqual([
      ['2025-10-25', 2, 0],
      [LONG_DAY, 1, 4],
      ['2025-10-27', 0, 0],
    ]);
  });

  test('tells how long customers were in a status they left, where that is known', async () => {
    const stays = (await report(LONG_WEEKEND)).timeInStatus;
    expect(stays.map(({ status, left, timed }) => [status, left, timed])).toEqual([
      ['new', 3, 3],
      ['waiting', 3, 2],
      ['resolved', 1, 1],
      ['closed', 1, 1],
    ]);
    // Three hours, six, and some 25 days.
    expect(stays[0]).toMatchObject({ medianSeconds: 6 * 3_600, label: 'New', category: 'open' });
    // 22 hours and 19.
    expect(stays[1]).toMatchObject({ medianSeconds: 20.5 * 3_600, averageSeconds: 20.5 * 3_600 });
    expect(stays[1]?.slowestTenthSeconds).toBeCloseTo(21.7 * 3_600);
    expect(stays[3]).toMatchObject({ medianSeconds: 9 * 3_600 });
  });

  test('has days to come', async () => {
    const future = await report({ from: '2098-01-01', to: '2098-01-31', timeZone: ZONE });
    expect(future).toMatchObject({
      period: { daysToCome: 31 },
      flow: { created: 0, resolved: 0, days: [] },
      timeInStatus: [],
      open: 6,
    });
    expect(future.load.every(({ resolved }) => resolved === 0)).toBe(true);
    const today = new Date(startedAt + hours * HOUR).toISOString().slice(0, 10);
    const tomorrow = new Date(startedAt + hours * HOUR + DAY).toISOString().slice(0, 10);
    const partly = await report({ from: today, to: tomorrow, timeZone: ZONE });
    expect(partly.period.daysToCome).toBe(1);
    expect(perDay(partly)).toEqual([[today, 1, 0]]);
  });

  test('of which nothing is known is empty', async () => {
    const found = await report({ from: '2001-01-01', to: '2001-12-31', timeZone: 'Pacific/Apia' });
    expect(found.flow).toMatchObject({ created: 0, resolved: 0 });
    expect(found.flow.days).toHaveLength(365);
  });
});

const NOW = { from: '2025-10-25', to: '2025-10-27', timeZone: ZONE };

describe('open work', () => {
  test('by age, by how long it is overdue, and by person', async () => {
    const found = await report(NOW);
    expect([found.open, found.overdue]).toEqual([6, 4]);
    expect(found.age.map(({ fromDays, toDays, open }) => [fromDays, toDays, open])).toEqual([
      [0, 0, 1],
      [1, 2, 2],
      [3, 7, 1],
      [8, 14, 0],
      [15, 30, 0],
      [31, 90, 1],
      [91, null, 1],
    ]);
    expect(found.overdueFor.map(({ fromDays, toDays, overdue }) => [fromDays, toDays, overdue])).toEqual([
      [1, 2, 1],
      [3, 7, 1],
      [8, 14, 1],
      [15, 30, 0],
      [31, null, 1],
    ]);
    const { employee, colleague, supervisor, admin } = cast.harbour;
    expect(found.load.map(({ employee: who, ...row }) => [who?.id ?? null, row])).toEqual([
      [employee.id, { open: 3, overdue: 2, resolved: 2 }],
      [colleague.id, { open: 2, overdue: 1, resolved: 1 }],
      [admin.id, { open: 0, overdue: 0, resolved: 1 }],
      [supervisor.id, { open: 0, overdue: 0, resolved: 0 }],
      [null, { open: 1, overdue: 1, resolved: 0 }],
    ]);
  });

  test('of a team is that of its people', async () => {
    const found = await report({ ...NOW, team });
    expect(found).toMatchObject({ team: { id: team, name: 'South' }, open: 2, overdue: 1 });
    expect(found.flow).toMatchObject({ created: 1, resolved: 1 });
    expect(found.load.map(({ employee: who }) => who?.name)).toEqual([
      cast.harbour.colleague.name,
      cast.harbour.supervisor.name,
    ]);
    expect(found.timeInStatus.map(({ status, left }) => [status, left])).toEqual([
      ['new', 1],
      ['waiting', 1],
      ['closed', 1],
    ]);
    expect(found.conflictsAvoided).toBeNull();
  });

  test('of a team without members is none', async () => {
    const found = await report({ ...NOW, team: emptyTeam });
    expect(found).toMatchObject({ open: 0, overdue: 0, flow: { created: 0, resolved: 0 }, load: [] });
    expect(found.age.every(({ open }) => open === 0)).toBe(true);
  });

  test('and nothing of the other organisation', async () => {
    const outsider = await server.signIn(cast.northgate.supervisor);
    const found = await report(NOW, outsider);
    expect(found).toMatchObject({ open: 1, overdue: 1, flow: { created: 1, resolved: 1 } });
    await outsider
      .get('/api/reports')
      .query({ ...NOW, team })
      .expect(404);
    await sue
      .get('/api/reports')
      .query({ ...NOW, team: randomUUIDv7() })
      .expect(404);
  });

  test('of employees is their own', async () => {
    const found = await report(NOW, ana);
    const { id, name } = cast.harbour.employee;
    expect(found).toMatchObject({ person: { id, name }, open: 3, overdue: 2, conflictsAvoided: null });
    expect(found.flow).toMatchObject({ created: 1, resolved: 2 });
    expect(found.load.map(({ employee }) => employee?.id)).toEqual([id]);
    await ana
      .get('/api/reports')
      .query({ ...NOW, team })
      .expect(403);
    await server.visitor().get('/api/reports').query(NOW).expect(401);
  });
});

describe('behind every number', () => {
  const customers = async (agent: Agent, filter: CustomerFilter) => {
    const { category, status, priority, tag, ...parts } = filter;
    const query = { ...parts, ...(category ? { category: category.join(',') } : {}) };
    const { body } = await agent
      .get('/api/customers')
      .query({ ...query, limit: '1', include: 'total' })
      .expect(200);
    return body.total;
  };
  const actions = async (agent: Agent, { fromStatus, toStatus, type, via, ...parts }: ActivityFilter) => {
    const lists = {
      ...(fromStatus ? { fromStatus: fromStatus.join(',') } : {}),
      ...(toStatus ? { toStatus: toStatus.join(',') } : {}),
    };
    const { body } = await agent
      .get('/api/activity')
      .query({ ...parts, ...lists, limit: '200' })
      .expect(200);
    return body.items.length;
  };

  test.each(['everybody', 'a team', 'one person'])('stands the list of it: %s', async (who) => {
    const agent = who === 'one person' ? ana : sue;
    const found = await report({ ...LONG_WEEKEND, ...(who === 'a team' ? { team } : {}) }, agent);
    const { statuses } = (await agent.get('/api/session').expect(200)).body.organisation;
    expect(await customers(agent, openWork(found))).toBe(found.open);
    expect(await customers(agent, overdueWork(found))).toBe(found.overdue);
    for (const day of found.flow.days) {
      expect(await customers(agent, createdWithin(found, day)), day.day).toBe(day.created);
      expect(await actions(agent, resolvedWithin(found, day, statuses)), day.day).toBe(day.resolved);
    }
    for (const bucket of found.age) expect(await customers(agent, ofAge(found, bucket))).toBe(bucket.open);
    for (const bucket of found.overdueFor)
      expect(await customers(agent, overdueSince(found, bucket))).toBe(bucket.overdue);
    const bounds = { from: found.flow.days[0]?.from ?? '', before: found.flow.days.at(-1)?.before ?? '' };
    for (const stay of found.timeInStatus)
      expect(await actions(agent, leftStatus(found, stay, bounds)), stay.status).toBe(stay.left);
    for (const row of found.load) {
      expect(await customers(agent, openWorkOf(row))).toBe(row.open);
      const scope = scopeOf(row);
      if (scope !== null)
        expect(await actions(agent, resolvedWithin(scope, bounds, statuses))).toBe(row.resolved);
    }
  });
});

describe('conflicts avoided', () => {
  test('are counted by what became of them', async () => {
    const day = new Date(startedAt + hours * HOUR).toISOString().slice(0, 10);
    const { id, updatedAt } = (await sue.post('/api/customers').send({ name: 'Wanted' }).expect(201)).body;
    const save = (changes: object) => sue.patch(`/api/customers/${id}`).send({ updatedAt, ...changes });
    await save({ name: 'First', tags: ['a'] }).expect(200);
    await save({ name: 'Second' }).expect(409);
    await save({ phone: '030 1234567' }).expect(409);
    await save({ tags: ['b'] }).expect(409);
    const counted = () =>
      rowsOf<{ asked: number; merged: number }>(
        clone.url,
        'select sum(asked)::int as asked, sum(merged)::int as merged from conflict_counts where organisation_id = $1',
        [cast.harbour.organisationId],
      );
    await expect.poll(counted).toEqual([{ asked: 1, merged: 2 }]);
    const found = await report({ from: day, to: day, timeZone: ZONE });
    expect(found.conflictsAvoided).toMatchObject({
      asked: 1,
      merged: 2,
      days: [{ day, asked: 1, merged: 2 }],
    });
    expect(found.coverage.conflictsCountedSince).not.toBeNull();
  });
});
