import type { Sort } from '@caseload/shared/assignedWork/endpoints.ts';
import type { Status } from '@caseload/shared/organisations/organisation.ts';
import { useMediaQuery } from '@mantine/hooks';
import { defaultRangeExtractor, type Range, useWindowVirtualizer } from '@tanstack/react-virtual';
import { useLayoutEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { CustomerRow } from './CustomerRow.tsx';
import type { CustomerPage } from './useSteadyPage.ts';
import './customerTable.css';

type Props = {
  readonly page: CustomerPage;
  /** The number of the first row within the whole list, from 1. */
  readonly first: number;
  readonly sort: Sort;
  readonly statuses: readonly Status[];
  readonly activeId: string | null;
  readonly onActive: (id: string) => void;
  readonly isLoading: boolean;
};

const COLUMNS = ['name', 'status', 'priority', 'dueAt', 'contact', 'updatedAt'] as const;
const SORTED_COLUMN = {
  dueAt: ['dueAt', 'ascending'],
  '-dueAt': ['dueAt', 'descending'],
  name: ['name', 'ascending'],
  createdAt: ['createdAt', 'ascending'],
  updatedAt: ['updatedAt', 'ascending'],
  priority: ['priority', 'descending'],
} as const;
/** Rows beyond the visible ones, so that a quick scroll finds them drawn. */
const OVERSCAN = 10;

/** One page of customers, of which only the rows near the window are drawn. */
export function CustomerTable({ page, first, sort, statuses, activeId, onActive, isLoading }: Props) {
  const { t } = useTranslation();
  const { items, total } = page;
  const body = useRef<HTMLDivElement>(null);
  const scrollMargin = useOffsetTop(body);
  const isNarrow = useMediaQuery('(max-width: 48em)', false, { getInitialValueInEffect: false });
  const rowHeight = useRem() * (isNarrow ? 4.75 : 2.75);
  const tabStop = Math.max(
    0,
    items.findIndex(({ id }) => id === activeId),
  );
  const virtualizer = useWindowVirtualizer({
    count: items.length,
    estimateSize: () => rowHeight,
    getItemKey: (index) => items[index]?.id ?? index,
    overscan: OVERSCAN,
    rangeExtractor: (range) => withTabStop(range, tabStop),
    scrollMargin,
    // Known before the first drawing, so that a remembered row is there to take the focus.
    initialRect: { width: window.innerWidth, height: window.innerHeight },
  });
  useLayoutEffect(() => virtualizer.measure(), [virtualizer, rowHeight]);

  const [sortedColumn, direction] = SORTED_COLUMN[sort];
  return (
    <div
      role="grid"
      className="customer-table"
      aria-label={t('assignedWork.list')}
      aria-rowcount={total === undefined ? -1 : total + 1}
      aria-colcount={COLUMNS.length}
      aria-busy={isLoading}
    >
      <div role="rowgroup" className="customer-table__head">
        <div role="row" aria-rowindex={1} className="customer-table__columns">
          {COLUMNS.map((column) => (
            <div
              key={column}
              role="columnheader"
              className={`customer-table__${column}`}
              aria-sort={column === sortedColumn ? direction : undefined}
            >
              {column === 'contact' ? t('assignedWork.contact') : t(`words.field.${column}`)}
            </div>
          ))}
        </div>
      </div>
      <div
        role="rowgroup"
        ref={body}
        className="customer-table__body"
        style={{ height: virtualizer.getTotalSize() }}
      >
        {virtualizer.getVirtualItems().map(({ index, start, size, key }) => {
          const customer = items[index];
          return (
            customer !== undefined && (
              <CustomerRow
                key={key}
                customer={customer}
                statuses={statuses}
                rowIndex={first + index + 1}
                isActive={customer.id === activeId}
                isTabStop={index === tabStop}
                onActive={onActive}
                top={start - scrollMargin}
                height={size}
              />
            )
          );
        })}
      </div>
    </div>
  );
}

/** The row that takes the focus and its neighbours are always drawn, for the keyboard must find them. */
function withTabStop(range: Range, tabStop: number): number[] {
  const near = [tabStop - 1, tabStop, tabStop + 1].filter((index) => index >= 0 && index < range.count);
  return [...new Set([...defaultRangeExtractor(range), ...near])].toSorted((a, b) => a - b);
}

/** Pixels from the top of the page; read again when the bars above the table grow or shrink. */
function useOffsetTop(element: { readonly current: HTMLElement | null }): number {
  const [offset, setOffset] = useState(0);
  useLayoutEffect(() => {
    const read = () => {
      const box = element.current?.getBoundingClientRect();
      if (box !== undefined) setOffset(Math.round(box.top + window.scrollY));
    };
    read();
    const observer = new ResizeObserver(read);
    observer.observe(document.body);
    return () => observer.disconnect();
  }, [element]);
  return offset;
}

/** Pixels of one rem, so that rows grow with the reader's text size. */
function useRem(): number {
  const [rem] = useState(() => Number.parseFloat(getComputedStyle(document.documentElement).fontSize));
  return rem;
}
