import { expect, test } from 'vitest';
import { durationText } from '@caseload/client/reports/durationText.ts';
import { reportCsv } from '@caseload/client/reports/reportCsv.ts';
import { reportTables } from '@caseload/client/reports/reportTables.ts';
import { en } from '@caseload/client/i18n/en.ts';
import { createI18n } from '@caseload/client/i18n/i18n.ts';
import type { Report } from '@caseload/shared/reports/report.ts';
import { ANA, sampleReport } from './sampleReport.ts';

const { t } = createI18n(en);
const statuses = [
  { key: 'new', label: 'New', category: 'open' as const, archived: false },
  { key: 'waiting', label: 'Waiting', category: 'waiting' as const, archived: false },
  { key: 'closed', label: 'Closed', category: 'done' as const, archived: false },
];
const words = { t, language: 'en', timeZone: 'UTC', statuses };
const tables = (part: Partial<Report> = {}) => reportTables(sampleReport(part), words);
const tableOf = (section: string, part: Partial<Report> = {}) => {
  const found = tables(part).find((table) => table.section === section);
  if (found === undefined) throw new Error(`no section ${section}`);
  return found;
};

test('the titles say the numbers', () => {
  expect(tables().map(({ title }) => title)).toEqual([
    '3 created, 2 resolved',
    '1,482 open, 1,480 of them older than 90 days',
    '17 overdue of 1,482 open',
    '=Ana has most: 1,400 open',
    'Longest in “Waiting”: 1.5 hours as a rule',
    '3 conflicts avoided: 2 merged, 1 asked about',
  ]);
});

test('every number but none leads to the list behind it', () => {
  const links = (section: string) => tableOf(section).rows.map(({ cells }) => cells.map(({ link }) => link));
  expect(links('flow')).toEqual([
    [
      undefined,
      {
        to: '/activity',
        search: {
          fromStatus: ['new', 'waiting'],
          toStatus: ['closed'],
          from: '2026-11-19',
          to: '2026-11-19',
        },
      },
    ],
    [
      {
        to: '/customers',
        search: {
          assignedTo: 'any',
          status: 'any',
          archived: 'any',
          createdFrom: '2026-11-20T00:00:00.000000Z',
          createdBefore: '2026-11-21T00:00:00.000000Z',
          sort: 'createdAt',
        },
      },
      undefined,
    ],
  ]);
  expect(links('age')[1]).toEqual([
    {
      to: '/customers',
      search: { assignedTo: 'any', createdBefore: '2026-08-22T00:00:00.000000Z', sort: 'createdAt' },
    },
  ]);
  const [ana, , nobody] = links('load');
  expect(ana).toEqual([
    { to: '/customers', search: { assignedTo: ANA } },
    { to: '/customers', search: { assignedTo: ANA, dueBefore: '2026-11-20T00:00:00.000000Z' } },
    {
      to: '/activity',
      search: {
        actor: ANA,
        fromStatus: ['new', 'waiting'],
        toStatus: ['closed'],
        from: '2026-11-19',
        to: '2026-11-20',
      },
    },
  ]);
  expect(nobody?.[0]).toEqual({ to: '/customers', search: { assignedTo: 'none' } });
  expect(links('stays')[0]?.[3]).toEqual({
    to: '/activity',
    search: { fromStatus: ['waiting'], from: '2026-11-19', to: '2026-11-20' },
  });
});

test('a team’s numbers lead to its lists', () => {
  const team = { id: ANA, name: 'South' };
  const [row] = tableOf('overdue', { team }).rows;
  expect(row?.cells[0]?.link?.search).toMatchObject({ team: ANA, assignedTo: 'any' });
  expect(tableOf('flow', { team }).rows[0]?.cells[1]?.link?.search).toMatchObject({ team: ANA });
});

test('one’s own numbers have no load of others and no conflicts', () => {
  const own = tables({ person: { id: ANA, name: 'Ana' }, conflictsAvoided: null });
  expect(own.map(({ section }) => section)).toEqual(['flow', 'age', 'overdue', 'stays']);
  expect(own[1]?.rows[0]?.cells[0]?.link?.search).toMatchObject({ assignedTo: ANA });
});

test('a period that lies ahead has no days and says so', () => {
  const flow = { created: 0, resolved: 0, days: [] };
  const table = tableOf('flow', { flow });
  expect(table).toMatchObject({ rows: [], empty: 'Nothing was created or resolved in this period.' });
  expect(tableOf('load', { flow }).rows[0]?.cells[2]?.link).toBeUndefined();
});

test('an empty organisation says that nothing is open', () => {
  const nothing = { open: 0, overdue: 0, load: [], timeInStatus: [] };
  expect(tables(nothing).map(({ empty }) => empty)).toEqual([
    null,
    'Nothing is open.',
    'Nothing is overdue.',
    'Nothing is open.',
    'No customer changed its status in this period.',
    null,
  ]);
  expect(tableOf('load', nothing).title).toBe('Nobody has open work');
});

test('the file has every row, plain numbers and no formula', () => {
  const lines = reportCsv(tableOf('load')).split('\r\n');
  expect(lines).toEqual([
    '\uFEFFPerson,Open,Overdue,Resolved in the period',
    "'=Ana,1400,17,2",
    'Ben (left),2,0,0',
    'Nobody,80,0,0',
    '',
  ]);
  // Times in hours, and nothing where nothing is known.
  expect(reportCsv(tableOf('stays')).split('\r\n').slice(1, 3)).toEqual([
    'Waiting,1.5,25,240,4,3',
    'New,,,,1,0',
  ]);
  expect(reportCsv({ rowName: 'a "b"', columns: [{ name: 'c,d' }], rows: [] })).toBe(
    '\uFEFF"a ""b""","c,d"\r\n',
  );
});

test.each([
  [0, 'under a minute'],
  [59, 'under a minute'],
  [60, '1 minute'],
  [3_599, '60 minutes'],
  [5_400, '1.5 hours'],
  [36_000, '10 hours'],
  [86_400, '1 day'],
  [950_400, '11 days'],
])('%d seconds are %s', (seconds, text) => {
  expect(durationText(seconds, t, 'en-GB')).toBe(text);
});
