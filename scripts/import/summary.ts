import type { ImportReport } from '@caseload/shared/imports/import.ts';
import type { Count } from '@caseload/server/imports/report.ts';

const SHOWN = 10;

/** What stands at the end of an import. */
export function summary(
  report: ImportReport,
  about: {
    readonly organisation: string;
    readonly dryRun: boolean;
    readonly seconds: number;
    readonly rejects: string | undefined;
  },
): string {
  const lines = [
    about.dryRun
      ? `Dry run for ${about.organisation}: nothing was changed.`
      : `Imported into ${about.organisation}.`,
    '',
    ...figures({
      read: report.read,
      created: report.created,
      updated: report.updated,
      ...(report.restored > 0 ? { restored: report.restored } : {}),
      unchanged: report.unchanged,
      rejected: report.rejected,
    }),
    ...counts('By status', report.byStatus),
    ...counts(
      'By assignee',
      report.byAssignee.map(({ of, count }) => ({ of: of ?? '(nobody)', count })),
    ),
    ...newPeople(report.newPeople),
    ...rejections(report, about.rejects),
    '',
    `${about.seconds.toFixed(1)} s`,
    '',
  ];
  return lines.join('\n');
}

function figures(of: Readonly<Record<string, number>>): string[] {
  return Object.entries(of).map(([name, count]) => figure(name, count));
}

const figure = (name: string, count: number) =>
  `  ${name.padEnd(28)} ${count.toLocaleString('en').padStart(9)}`;

function counts(title: string, all: readonly Count[]): string[] {
  if (all.length === 0) return [];
  const rest = all.slice(SHOWN);
  const restCount = rest.reduce((sum, { count }) => sum + count, 0);
  return [
    '',
    title,
    ...all.slice(0, SHOWN).map(({ of, count }) => figure(of, count)),
    ...(rest.length > 0 ? [figure(`${rest.length} more`, restCount)] : []),
  ];
}

function newPeople(names: readonly string[]): string[] {
  if (names.length === 0) return [];
  return ['', `${names.length} inactive employees were made: ${names.join(', ')}`];
}

function rejections({ rejections: first, rejected }: ImportReport, file: string | undefined): string[] {
  if (rejected === 0) return [];
  const more = rejected - first.length;
  return [
    '',
    file === undefined ? 'Rejected' : `Rejected, all of them in ${file}`,
    ...first.map(({ row, reason }) => `  row ${row}: ${reason}`),
    ...(more > 0
      ? [
          `  and ${more.toLocaleString('en')} more${file === undefined ? '; --rejects FILE.csv lists them all' : ''}`,
        ]
      : []),
  ];
}
