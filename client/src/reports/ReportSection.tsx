import { Button, SegmentedControl, VisuallyHidden } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { ReportChart } from './ReportChart.tsx';
import { reportCsv } from './reportCsv.ts';
import type { ReportTable as Table } from './reportTable.ts';
import { ReportTable } from './ReportTable.tsx';
import { saveFile } from './saveFile.ts';

type Props = {
  readonly table: Table;
  readonly isTable: boolean;
  readonly onToggle: (isTable: boolean) => void;
  readonly fileName: string;
};

/**
 * A chart or its table. Whoever cannot see the chart, and whoever prints it, has the table at all times; without its
 * links while it is out of sight, since the focus must not go where nobody sees it.
 */
export function ReportSection({ table, isTable, onToggle, fileName }: Props) {
  const { t } = useTranslation();
  const titleId = useId();
  const { title, note, empty } = table;
  return (
    <section className="report-section" aria-labelledby={titleId}>
      <div className="report-section__head">
        <h2 id={titleId}>{title}</h2>
        <div className="report-section__tools">
          <SegmentedControl
            size="xs"
            aria-label={t('reports.shownAs', { title })}
            value={isTable ? 'table' : 'chart'}
            onChange={(value) => onToggle(value === 'table')}
            data={[
              { value: 'chart', label: t('reports.chart') },
              { value: 'table', label: t('reports.table') },
            ]}
          />
          <Button
            size="compact-sm"
            variant="subtle"
            leftSection={<IconDownload size={14} aria-hidden />}
            onClick={() => saveFile(fileName, 'text/csv;charset=utf-8', reportCsv(table))}
          >
            {t('reports.csv')}
            <VisuallyHidden>: {title}</VisuallyHidden>
          </Button>
        </div>
      </div>
      <p className="report-section__note quiet">{note}</p>
      {isTable ? (
        <ReportTable table={table} hasLinks />
      ) : (
        <>
          {empty === null ? <ReportChart table={table} /> : <p className="report-section__empty">{empty}</p>}
          <div className="report-section__aside">
            <ReportTable table={table} hasLinks={false} />
          </div>
        </>
      )}
    </section>
  );
}
