import type { Status } from '@caseload/shared/organisations/organisation.ts';
import type { PersonLoad, Report, StatusStay } from '@caseload/shared/reports/report.ts';
import type { ReportQuestion } from './computeReport.ts';
import type { Calendar } from './period.ts';
import type { ConflictRow, CreatedRow, OpenWorkRow, PersonRow, ResolvedRow, StayRow } from './queries.ts';

type Found = {
  readonly question: ReportQuestion;
  readonly calendar: Calendar;
  readonly statuses: readonly Status[];
  readonly members: readonly PersonRow[];
  readonly open: readonly OpenWorkRow[];
  readonly created: readonly CreatedRow[];
  readonly resolved: readonly ResolvedRow[];
  readonly stays: readonly StayRow[];
  /** Null where they are not told. */
  readonly conflicts: readonly ConflictRow[] | null;
  readonly beginnings:
    | { readonly recordedSince: string | null; readonly conflictsCountedSince: string | null }
    | undefined;
};

const sum = <T>(rows: readonly T[], count: (row: T) => number): number =>
  rows.reduce((total, row) => total + count(row), 0);
const openOf = (rows: readonly OpenWorkRow[]) => sum(rows, ({ open }) => open);
const lateOf = (rows: readonly OpenWorkRow[]) => openOf(rows.filter(({ late }) => late !== null));

/** Counted rows as the sections of a report. */
export function presentReport(found: Found): Report {
  const { question, calendar, open, created, resolved, conflicts, beginnings } = found;
  const { period, days, today, ages, lateness } = calendar;
  const [createdOn, resolvedOn, conflictsOn] = [byDay(created), byDay(resolved), byDay(conflicts ?? [])];
  return {
    period,
    team: question.team,
    person: question.person,
    open: openOf(open),
    overdue: lateOf(open),
    today,
    flow: {
      created: sum(created, (row) => row.created),
      resolved: sum(resolved, (row) => row.resolved),
      days: days.map((day, index) => ({
        ...day,
        created: createdOn(index, (row) => row.created),
        resolved: resolvedOn(index, (row) => row.resolved),
      })),
    },
    age: ages.map((bucket, index) => ({
      ...bucket,
      open: openOf(open.filter(({ age }) => age === ages.length - 1 - index)),
    })),
    overdueFor: lateness.map((bucket, index) => ({
      ...bucket,
      overdue: openOf(open.filter(({ late }) => late === lateness.length - 1 - index)),
    })),
    timeInStatus: timeInStatus(found),
    load: loadOf(found),
    conflictsAvoided: conflicts && {
      asked: sum(conflicts, ({ asked }) => asked),
      merged: sum(conflicts, ({ merged }) => merged),
      days: days.map((day, index) => ({
        ...day,
        asked: conflictsOn(index, ({ asked }) => asked),
        merged: conflictsOn(index, ({ merged }) => merged),
      })),
    },
    coverage: {
      recordedSince: beginnings?.recordedSince ?? null,
      conflictsCountedSince: beginnings?.conflictsCountedSince ?? null,
      broughtIn: sum(created, (row) => row.broughtIn),
      resolvedByImport: sum(
        resolved.filter(({ byImport }) => byImport),
        (row) => row.resolved,
      ),
    },
  };
}

/** Sums of the n-th day. */
function byDay<T extends { day: number }>(rows: readonly T[]) {
  const days = Map.groupBy(rows, ({ day }) => day);
  return (index: number, count: (row: T) => number) => sum(days.get(index + 1) ?? [], count);
}

/** Every status that somebody left within the period. */
function timeInStatus({ statuses, stays }: Found): StatusStay[] {
  const stayOf = new Map(stays.map((row) => [row.status, row]));
  return statuses.flatMap(({ key, label, category }) => {
    const row = stayOf.get(key);
    if (row === undefined) return [];
    return [
      {
        status: key,
        label,
        category,
        left: row.left,
        timed: row.timed,
        medianSeconds: row.median,
        averageSeconds: row.average,
        slowestTenthSeconds: row.slowestTenth,
      },
    ];
  });
}

/** Everybody who is there, and who is not any more but holds or did something. */
function loadOf({ question, members, open, resolved }: Found): PersonLoad[] {
  const rowsOf = Map.groupBy(open, ({ person }) => person);
  const resolvedBy = Map.groupBy(resolved, ({ actor }) => actor);
  const people = members
    .map(({ id, name, active }) => ({
      employee: { id, name, active },
      open: openOf(rowsOf.get(id) ?? []),
      overdue: lateOf(rowsOf.get(id) ?? []),
      resolved: sum(resolvedBy.get(id) ?? [], (row) => row.resolved),
    }))
    .filter((row) => row.employee.active || row.open > 0 || row.resolved > 0)
    .toSorted((a, b) => b.open - a.open);
  if (question.team !== null || question.person !== null) return people;
  const nobodys = rowsOf.get(null) ?? [];
  return [...people, { employee: null, open: openOf(nobodys), overdue: lateOf(nobodys), resolved: 0 }];
}
