import type { Report } from '@caseload/shared/reports/report.ts';

const DAY = 86_400_000;
const at = (day: string, plusDays = 0) =>
  new Date(Date.parse(`${day}T00:00:00Z`) + plusDays * DAY).toISOString().replace('Z', '000Z');
const days = ['2026-11-19', '2026-11-20'].map((day) => ({ day, from: at(day), before: at(day, 1) }));

/** A small report of two days in UTC. */
export function sampleReport(part: Partial<Report> = {}): Report {
  return {
    period: { from: '2026-11-19', to: '2026-11-20', timeZone: 'UTC', daysToCome: 0 },
    team: null,
    person: null,
    open: 1_482,
    overdue: 17,
    today: at('2026-11-20'),
    flow: {
      created: 3,
      resolved: 2,
      days: days.map((day, index) => ({ ...day, created: 3 * index, resolved: 2 - 2 * index })),
    },
    age: [
      { fromDays: 0, toDays: 0, createdFrom: at('2026-11-20'), createdBefore: null, open: 2 },
      { fromDays: 91, toDays: null, createdFrom: null, createdBefore: at('2026-08-22'), open: 1_480 },
    ],
    overdueFor: [
      { fromDays: 1, toDays: 2, dueFrom: at('2026-11-18'), dueBefore: at('2026-11-20'), overdue: 17 },
      { fromDays: 31, toDays: null, dueFrom: null, dueBefore: at('2026-10-21'), overdue: 0 },
    ],
    timeInStatus: [
      {
        status: 'waiting',
        label: 'Waiting',
        category: 'waiting',
        left: 4,
        timed: 3,
        medianSeconds: 5_400,
        averageSeconds: 90_000,
        slowestTenthSeconds: 864_000,
      },
      {
        status: 'new',
        label: 'New',
        category: 'open',
        left: 1,
        timed: 0,
        medianSeconds: null,
        averageSeconds: null,
        slowestTenthSeconds: null,
      },
    ],
    load: [
      { employee: { id: ANA, name: '=Ana', active: true }, open: 1_400, overdue: 17, resolved: 2 },
      { employee: { id: BEN, name: 'Ben', active: false }, open: 2, overdue: 0, resolved: 0 },
      { employee: null, open: 80, overdue: 0, resolved: 0 },
    ],
    conflictsAvoided: { asked: 1, merged: 2, days: days.map((day) => ({ ...day, asked: 1, merged: 1 })) },
    coverage: { recordedSince: null, conflictsCountedSince: null, broughtIn: 0, resolvedByImport: 0 },
    ...part,
  };
}

export const ANA = '0193a5d2-0000-7000-8000-00000000000a';
const BEN = '0193a5d2-0000-7000-8000-00000000000b';
