import { BarChart, LineChart } from '@mantine/charts';
import { useNavigate } from '@tanstack/react-router';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { localeOf } from '../time/place.ts';
import type { ReportColumn, ReportTable } from './reportTable.ts';
import '@mantine/charts/styles.css';

/** More days than these are drawn as lines: bars would be thinner than what lies between them. */
const BARS_AT_MOST = 62;
/** The chart shows so many people and says so; the table shows all. */
const PEOPLE_AT_MOST = 30;

/** A section as a picture, for those who see it; everybody else has the table. Bars and points lead to their lists. */
export function ReportChart({ table }: { readonly table: ReportTable }) {
  const { t, i18n } = useTranslation();
  const navigate = useNavigate();
  const hatch = useId();
  const columns = table.columns.flatMap((column, at) =>
    column.colour === undefined ? [] : [{ ...column, at }],
  );
  const rows = table.chart === 'people' ? table.rows.slice(0, PEOPLE_AT_MOST) : table.rows;
  const data = rows.map(({ label, cells }) => ({
    label,
    ...Object.fromEntries(columns.map(({ name, at }) => [name, cells[at]?.value ?? 0])),
  }));
  function open(name: string, index: number) {
    const column = columns.find((one) => one.name === name);
    const link = column && rows[index]?.cells[column.at]?.link;
    if (link?.to === '/customers') void navigate({ to: link.to, search: link.search });
    if (link?.to === '/activity') void navigate({ to: link.to, search: link.search });
  }
  const textOf = (name: string, label: unknown) =>
    rows.find((row) => row.label === label)?.cells[columns.find((one) => one.name === name)?.at ?? -1]?.text;
  /** Of charts with one series: bars of the same height read the same. */
  const textOfValue = (value: unknown) => {
    const cells = rows.map((row) => row.cells[columns[0]?.at ?? 0]);
    return cells.find((cell) => (cell?.value ?? 0) === value)?.text ?? '';
  };
  const common = {
    data,
    dataKey: 'label',
    withLegend: false,
    tickLine: 'none' as const,
    gridAxis: table.chart === 'people' ? ('y' as const) : ('x' as const),
    tooltipAnimationDuration: 0,
    valueFormatter: (value: number) => value.toLocaleString(localeOf(i18n.language)),
    tooltipProps: {
      content: ({ label, active }: { label?: unknown; active?: boolean }) =>
        active ? (
          <div className="report-chart__tooltip">
            <strong>{String(label)}</strong>
            {columns.map(({ name }) => (
              <div key={name}>
                {name}: {textOf(name, label)}
              </div>
            ))}
          </div>
        ) : null,
    },
  };
  const isLine = table.chart === 'days' && rows.length > BARS_AT_MOST;
  return (
    <div className="report-chart" aria-hidden>
      {columns.length > 1 && <Legend columns={columns} isLine={isLine} />}
      {isLine ? (
        <LineChart
          {...common}
          h={280}
          curveType="linear"
          withDots
          dotProps={{ r: 0 }}
          activeDotProps={{
            r: 5,
            cursor: 'pointer',
            onClick: (_event: unknown, point: unknown) => openPoint(point, open),
          }}
          series={columns.map(({ name, colour = '' }, at) => ({
            name,
            color: colour,
            ...(at === 0 ? {} : { strokeDasharray: '6 4' }),
          }))}
          lineChartProps={{ accessibilityLayer: false }}
          lineProps={{ isAnimationActive: false }}
        />
      ) : (
        <BarChart
          {...common}
          h={table.chart === 'people' ? Math.max(120, rows.length * 34 + 40) : 280}
          orientation={table.chart === 'people' ? 'vertical' : 'horizontal'}
          yAxisProps={{ width: table.chart === 'people' ? 140 : 48, allowDecimals: false }}
          xAxisProps={{ allowDecimals: false }}
          withBarValueLabel={table.chart === 'bars'}
          valueLabelProps={{ formatter: (value: unknown) => textOfValue(value) }}
          maxBarWidth={64}
          series={columns.map(({ name, colour = '' }, at) => ({
            name,
            color: at === 0 ? colour : `url(#${hatch})`,
          }))}
          barProps={({ name }) => ({
            isAnimationActive: false,
            cursor: 'pointer',
            onClick: (_bar: unknown, index: number) => open(name, index),
          })}
          barChartProps={{ accessibilityLayer: false, margin: { top: 20 } }}
        >
          <defs>
            <pattern
              id={hatch}
              width="6"
              height="6"
              patternUnits="userSpaceOnUse"
              patternTransform="rotate(45)"
            >
              <rect width="6" height="6" fill={columns[1]?.colour} fillOpacity="0.35" />
              <rect width="3" height="6" fill={columns[1]?.colour} />
            </pattern>
          </defs>
        </BarChart>
      )}
      {rows.length < table.rows.length && (
        <p className="quiet">{t('reports.chartShows', { shown: rows.length, all: table.rows.length })}</p>
      )}
    </div>
  );
}

/** What the library hands over with a point is not typed: the line's name and the place of the point in it. */
function openPoint(point: unknown, open: (name: string, index: number) => void): void {
  if (typeof point !== 'object' || point === null) return;
  const { dataKey, index } = { dataKey: undefined, index: undefined, ...point };
  if (typeof dataKey === 'string' && typeof index === 'number') open(dataKey, index);
}

type LegendProps = { readonly columns: readonly ReportColumn[]; readonly isLine: boolean };

function Legend({ columns, isLine }: LegendProps) {
  return (
    <ul className="report-legend">
      {columns.map(({ name, colour = '' }, at) => (
        <li key={name}>
          <svg width="20" height="12" viewBox="0 0 20 12">
            {isLine ? (
              <line
                x1="0"
                y1="6"
                x2="20"
                y2="6"
                stroke={colour}
                strokeWidth="2"
                strokeDasharray={at === 0 ? undefined : '6 4'}
              />
            ) : (
              <>
                <rect width="20" height="12" rx="2" fill={colour} fillOpacity={at === 0 ? 1 : 0.35} />
                {at > 0 && <path d="M0 12 12 0M8 12 20 0" stroke={colour} strokeWidth="3" />}
              </>
            )}
          </svg>
          {name}
        </li>
      ))}
    </ul>
  );
}
