import type { Report } from '@caseload/shared/reports/report.ts';
import { useTranslation } from 'react-i18next';
import { formatDay } from '../time/formatTime.ts';
import { numberText, type ReportWords } from './reportTables.ts';

/** What the numbers cannot know. */
export function Coverage({ report, words }: { readonly report: Report; readonly words: ReportWords }) {
  const { t } = useTranslation();
  const { recordedSince, conflictsCountedSince, broughtIn, resolvedByImport } = report.coverage;
  const { daysToCome } = report.period;
  const day = (moment: string) => formatDay(new Date(moment), words);
  const lines = [
    daysToCome > 0 &&
      t('reports.coverage.daysToCome', { count: daysToCome, formatted: numberText(daysToCome, words) }),
    recordedSince === null
      ? t('reports.coverage.nothingRecorded')
      : t('reports.coverage.recordedSince', { day: day(recordedSince) }),
    broughtIn > 0 && t('reports.coverage.broughtIn', { formatted: numberText(broughtIn, words) }),
    resolvedByImport > 0 &&
      t('reports.coverage.resolvedByImport', { formatted: numberText(resolvedByImport, words) }),
    conflictsCountedSince !== null &&
      report.conflictsAvoided !== null &&
      t('reports.coverage.conflictsSince', { day: day(conflictsCountedSince) }),
    t('reports.coverage.zone', { zone: report.period.timeZone }),
  ];
  return (
    <section className="report-coverage" aria-label={t('reports.coverage.title')}>
      <h2>{t('reports.coverage.title')}</h2>
      <ul>{lines.map((line) => line !== false && <li key={line}>{line}</li>)}</ul>
    </section>
  );
}
