import { createdWithin, openWork, overdueWork, resolvedWithin } from '@caseload/shared/reports/behind.ts';
import type { Report } from '@caseload/shared/reports/report.ts';
import { activityLink, customersLink } from './reportLinks.ts';
import { ListLink } from './ListLink.tsx';
import type { ReportLink } from './reportTable.ts';
import { begunDays, numberText, type ReportWords } from './reportTables.ts';

type Props = { readonly report: Report; readonly words: ReportWords };

/** The few numbers to begin with; each leads to its list. */
export function ReportTiles({ report, words }: Props) {
  const { t, statuses } = words;
  const { open, overdue, flow, conflictsAvoided } = report;
  const days = begunDays(report);
  const share = open === 0 ? 0 : Math.round((overdue / open) * 100);
  return (
    <ul className="report-tiles" aria-label={t('reports.tiles')}>
      <Tile name={t('reports.openNow')} value={open} words={words} link={customersLink(openWork(report))} />
      <Tile
        name={t('reports.overdueNow')}
        value={overdue}
        words={words}
        link={customersLink(overdueWork(report))}
        hint={t('reports.shareOfOpen', { share })}
      />
      <Tile
        name={t('reports.createdInPeriod')}
        value={flow.created}
        words={words}
        link={days && customersLink(createdWithin(report, days.bounds), 'createdAt')}
      />
      <Tile
        name={t('reports.resolvedInPeriod')}
        value={flow.resolved}
        words={words}
        link={days && activityLink(resolvedWithin(report, days.bounds, statuses), days)}
      />
      {conflictsAvoided !== null && (
        <Tile
          name={t('reports.conflictsInPeriod')}
          value={conflictsAvoided.asked + conflictsAvoided.merged}
          words={words}
          link={null}
          hint={t('reports.conflicts.noList')}
        />
      )}
    </ul>
  );
}

type TileProps = {
  readonly name: string;
  readonly value: number;
  readonly words: ReportWords;
  readonly link: ReportLink | null;
  readonly hint?: string;
};

function Tile({ name, value, words, link, hint }: TileProps) {
  const text = numberText(value, words);
  return (
    <li className="report-tiles__tile">
      <span className="report-tiles__name">{name}</span>
      {link === null || value === 0 ? (
        <span className="report-tiles__value">{text}</span>
      ) : (
        <ListLink link={link} className="report-tiles__value" label={`${name}: ${text}`}>
          {text}
        </ListLink>
      )}
      {hint !== undefined && <span className="quiet">{hint}</span>}
    </li>
  );
}
