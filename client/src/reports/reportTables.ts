import {
  createdWithin,
  leftStatus,
  ofAge,
  openWorkOf,
  overdueSince,
  resolvedWithin,
  scopeOf,
} from '@caseload/shared/reports/behind.ts';
import type { Report } from '@caseload/shared/reports/report.ts';
import type { Status } from '@caseload/shared/organisations/organisation.ts';
import type { TFunction } from 'i18next';
import { localeOf, type Place } from '../time/place.ts';
import { durationText } from './durationText.ts';
import { activityLink, customersLink } from './reportLinks.ts';
import type { ReportCell, ReportLink, ReportTable } from './reportTable.ts';

export type ReportWords = Place & {
  readonly t: TFunction;
  readonly statuses: readonly Pick<Status, 'key' | 'category'>[];
};

/** The days of a report that have begun; none of a period that lies ahead. */
export function begunDays({ flow: { days } }: Report) {
  const [first, last] = [days[0], days.at(-1)];
  if (first === undefined || last === undefined) return null;
  return { from: first.day, to: last.day, bounds: { from: first.from, before: last.before } };
}

/** A number as it is written where the person is. */
export function numberText(value: number, { language }: Pick<Place, 'language'>): string {
  return value.toLocaleString(localeOf(language));
}

/** The sections of a report, each as the one table that its chart, its print and its file are made from. */
export function reportTables(report: Report, words: ReportWords): ReportTable[] {
  return [
    flowTable(report, words),
    ageTable(report, words),
    overdueTable(report, words),
    ...(report.person === null ? [loadTable(report, words)] : []),
    staysTable(report, words),
    ...(report.conflictsAvoided === null ? [] : [conflictsTable(report.conflictsAvoided, words)]),
  ];
}

function flowTable(report: Report, words: ReportWords): ReportTable {
  const { t, statuses } = words;
  const { created, resolved, days } = report.flow;
  return {
    section: 'flow',
    title: t('reports.flow.title', {
      created: numberText(created, words),
      resolved: numberText(resolved, words),
    }),
    note: flowNote(report, words),
    rowName: t('reports.day'),
    columns: [
      { name: t('reports.created'), colour: 'var(--case-open)' },
      { name: t('reports.resolved'), colour: 'var(--case-done)' },
    ],
    rows: days.map((day) => ({
      id: day.day,
      label: dayText(day.day, words),
      cells: [
        count(day.created, words, () => customersLink(createdWithin(report, day), 'createdAt')),
        count(day.resolved, words, () =>
          activityLink(resolvedWithin(report, day, statuses), { from: day.day, to: day.day }),
        ),
      ],
    })),
    chart: 'days',
    empty: created + resolved === 0 ? t('reports.flow.empty') : null,
  };
}

function ageTable(report: Report, words: ReportWords): ReportTable {
  const { t } = words;
  const old = report.age.at(-1);
  return {
    section: 'age',
    title: t('reports.age.title', {
      open: numberText(report.open, words),
      old: numberText(old?.open ?? 0, words),
    }),
    note: t('reports.age.note'),
    rowName: t('reports.age.row'),
    columns: [{ name: t('reports.open'), colour: 'var(--case-open)' }],
    rows: report.age.map((bucket) => ({
      id: String(bucket.fromDays),
      label: bucketText(bucket, words),
      cells: [count(bucket.open, words, () => customersLink(ofAge(report, bucket), 'createdAt'))],
    })),
    chart: 'bars',
    empty: report.open === 0 ? t('reports.noOpen') : null,
  };
}

function overdueTable(report: Report, words: ReportWords): ReportTable {
  const { t } = words;
  return {
    section: 'overdue',
    title: t('reports.overdue.title', {
      open: numberText(report.open, words),
      overdue: numberText(report.overdue, words),
    }),
    note: t('reports.overdue.note'),
    rowName: t('reports.overdue.row'),
    columns: [{ name: t('reports.overdueWord'), colour: 'var(--case-danger)' }],
    rows: report.overdueFor.map((bucket) => ({
      id: String(bucket.fromDays),
      label: bucketText(bucket, words),
      cells: [count(bucket.overdue, words, () => customersLink(overdueSince(report, bucket)))],
    })),
    chart: 'bars',
    empty: report.overdue === 0 ? t('reports.overdue.empty') : null,
  };
}

function loadTable(report: Report, words: ReportWords): ReportTable {
  const { t, statuses } = words;
  const days = begunDays(report);
  const people = report.load.filter(({ employee }) => employee !== null);
  const most = people.toSorted((a, b) => b.open - a.open)[0];
  return {
    section: 'load',
    title:
      most?.employee && most.open > 0
        ? t('reports.load.title', {
            name: most.employee.name,
            open: numberText(most.open, words),
            people: numberText(people.length, words),
          })
        : t('reports.load.titleNobody'),
    note: t('reports.load.note'),
    rowName: t('reports.load.row'),
    columns: [
      { name: t('reports.open'), colour: 'var(--case-open)' },
      { name: t('reports.overdueWord'), colour: 'var(--case-danger)' },
      { name: t('reports.load.resolved') },
    ],
    rows: report.load.map((row) => {
      const { employee, open, overdue, resolved } = row;
      const scope = scopeOf(row);
      return {
        id: employee?.id ?? 'nobody',
        label: nameText(employee, t),
        cells: [
          count(open, words, () => customersLink(openWorkOf(row))),
          count(overdue, words, () => customersLink({ ...openWorkOf(row), dueBefore: report.today })),
          count(resolved, words, () =>
            scope === null || days === null
              ? undefined
              : activityLink(resolvedWithin(scope, days.bounds, statuses), days),
          ),
        ],
      };
    }),
    chart: 'people',
    empty: report.open === 0 ? t('reports.noOpen') : null,
  };
}

function staysTable(report: Report, words: ReportWords): ReportTable {
  const { t, language } = words;
  const days = begunDays(report);
  const longest = report.timeInStatus.toSorted((a, b) => (b.medianSeconds ?? 0) - (a.medianSeconds ?? 0))[0];
  const duration = (seconds: number | null): ReportCell => ({
    value: seconds === null ? null : Math.round(seconds / 36) / 100,
    text: seconds === null ? t('reports.stays.unknown') : durationText(seconds, t, localeOf(language)),
  });
  return {
    section: 'stays',
    title:
      longest === undefined || longest.medianSeconds === null
        ? t('reports.stays.titleNone')
        : t('reports.stays.title', {
            status: longest.label,
            duration: durationText(longest.medianSeconds, t, localeOf(language)),
          }),
    note: t('reports.stays.note'),
    rowName: t('reports.stays.row'),
    columns: [
      { name: t('reports.stays.median'), colour: 'var(--case-waiting)' },
      { name: t('reports.stays.average') },
      { name: t('reports.stays.slowest') },
      { name: t('reports.stays.left') },
      { name: t('reports.stays.timed') },
    ],
    rows: report.timeInStatus.map((stay) => ({
      id: stay.status,
      label: stay.label,
      cells: [
        duration(stay.medianSeconds),
        duration(stay.averageSeconds),
        duration(stay.slowestTenthSeconds),
        count(stay.left, words, () =>
          days === null ? undefined : activityLink(leftStatus(report, stay, days.bounds), days),
        ),
        { value: stay.timed, text: numberText(stay.timed, words) },
      ],
    })),
    chart: 'bars',
    empty: report.timeInStatus.length === 0 ? t('reports.stays.empty') : null,
  };
}

function conflictsTable(
  { asked, merged, days }: NonNullable<Report['conflictsAvoided']>,
  words: ReportWords,
): ReportTable {
  const { t } = words;
  const plain = (value: number): ReportCell => ({ value, text: numberText(value, words) });
  return {
    section: 'conflicts',
    title: t('reports.conflicts.title', {
      all: numberText(asked + merged, words),
      asked: numberText(asked, words),
      merged: numberText(merged, words),
    }),
    note: t('reports.conflicts.note'),
    rowName: t('reports.day'),
    columns: [
      { name: t('reports.conflicts.merged'), colour: 'var(--case-done)' },
      { name: t('reports.conflicts.asked'), colour: 'var(--case-waiting)' },
    ],
    rows: days.map((day) => ({
      id: day.day,
      label: dayText(day.day, words),
      cells: [plain(day.merged), plain(day.asked)],
    })),
    chart: 'days',
    empty: asked + merged === 0 ? t('reports.conflicts.empty') : null,
  };
}

function count(value: number, words: ReportWords, link: () => ReportLink | undefined): ReportCell {
  const target = value > 0 ? link() : undefined;
  return { value, text: numberText(value, words), ...(target === undefined ? {} : { link: target }) };
}

function flowNote({ team, person }: Report, { t }: ReportWords): string {
  if (person !== null) return t('reports.flow.noteOwn');
  return t(team === null ? 'reports.flow.note' : 'reports.flow.noteTeam');
}

function nameText(employee: Report['load'][number]['employee'], t: TFunction): string {
  if (employee === null) return t('reports.load.nobody');
  return employee.active ? employee.name : t('reports.load.former', { name: employee.name });
}

function bucketText(
  { fromDays, toDays }: { readonly fromDays: number; readonly toDays: number | null },
  { t }: ReportWords,
): string {
  if (toDays === null) return t('reports.bucket.more', { from: fromDays });
  if (toDays === 0) return t('reports.bucket.today');
  return t('reports.bucket.days', { from: fromDays, to: toDays });
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** A calendar day, which is the same in every zone: `21 Nov 2026`. */
function dayText(day: string, { language }: Place): string {
  const known =
    formats.get(language) ??
    new Intl.DateTimeFormat(localeOf(language), {
      day: 'numeric',
      month: 'short',
      year: 'numeric',
      timeZone: 'UTC',
    });
  formats.set(language, known);
  return known.format(new Date(`${day}T00:00:00Z`));
}
