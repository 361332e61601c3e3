import { Button } from '@mantine/core';
import { IconPrinter } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useSession } from '../session/sessionQuery.ts';
import { usePlace } from '../time/place.ts';
import { ErrorPanel } from '../ui/ErrorPanel.tsx';
import { PageHeading } from '../ui/PageHeading.tsx';
import { Coverage } from './Coverage.tsx';
import { PeriodFilter } from './PeriodFilter.tsx';
import { ReportSection } from './ReportSection.tsx';
import { ReportSkeleton } from './ReportSkeleton.tsx';
import { ReportState } from './ReportState.tsx';
import { ReportTiles } from './ReportTiles.tsx';
import { reportTables } from './reportTables.ts';
import type { SectionName } from './reportsSearch.ts';
import { TeamFilter } from './TeamFilter.tsx';
import { useReport } from './useReport.ts';
import './reports.css';
import { useOffers } from '../keys/useOffers.ts';

/** How the work of a period went, and how much there is. */
export function ReportsPage() {
  const { t } = useTranslation();
  const place = usePlace();
  const { statuses } = useSession().organisation;
  const { search, days, seesAll, team, teams, query, change } = useReport();
  const answer = query.data;
  const report = answer?.report ?? null;
  const words = { t, ...place, statuses };
  const tables = new Set(search.tables);
  function showAsTable(section: SectionName, isTable: boolean) {
    const others = (search.tables ?? []).filter((name) => name !== section);
    const shown = isTable ? [...others, section] : others;
    change({ tables: shown.length === 0 ? undefined : shown });
  }
  useOffers([
    report !== null && { id: 'reports.print', label: t('reports.print'), run: () => window.print() },
  ]);
  return (
    <section className="reports" aria-busy={query.isPlaceholderData}>
      <div className="reports__head">
        <PageHeading>{t('reports.title')}</PageHeading>
        <div className="reports__tools">
          <PeriodFilter search={search} days={days} onChange={change} />
          {seesAll && teams.length > 0 && (
            <TeamFilter teams={teams} team={team} onChange={(to) => change({ team: to })} />
          )}
          <Button
            size="xs"
            variant="default"
            leftSection={<IconPrinter size={14} aria-hidden />}
            onClick={() => window.print()}
            disabled={report === null}
          >
            {t('reports.print')}
          </Button>
        </div>
      </div>
      {answer !== undefined && (
        <ReportState
          answer={answer}
          isFetching={query.isFetching}
          hasFailed={query.isRefetchError}
          onRefresh={() => void query.refetch()}
        />
      )}
      {(query.isPending || answer?.isRunning === true) && report === null && <ReportSkeleton />}
      {query.isError && answer === undefined && (
        <ErrorPanel error={query.error} onRetry={() => void query.refetch()} isRetrying={query.isFetching} />
      )}
      {report !== null && (
        <div className="reports__content" data-is-other={query.isPlaceholderData}>
          <ReportTiles report={report} words={words} />
          {reportTables(report, words).map((table) => (
            <ReportSection
              key={table.section}
              table={table}
              isTable={tables.has(table.section)}
              onToggle={(isTable) => showAsTable(table.section, isTable)}
              fileName={`${table.section}-${report.period.from}-${report.period.to}.csv`}
            />
          ))}
          <Coverage report={report} words={words} />
        </div>
      )}
    </section>
  );
}
