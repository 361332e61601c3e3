import type { Sort } from '@caseload/shared/assignedWork/endpoints.ts';
import { defaultRangeExtractor, type Range, useWindowVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useEffectEvent, useLayoutEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { CustomerRow, type RowShared } from './CustomerRow.tsx';
import type { CheckState } from './CheckMark.tsx';
import { useDelayed } from '../ui/useDelayed.ts';
import { useOffsetTop } from '../ui/useOffsetTop.ts';
import { columnsOf, type ExtraColumn } from './columns.ts';
import { TableHead } from './TableHead.tsx';
import { useReadMissing } from './useReadMissing.ts';
import { useRowHeight } from './useRowHeight.ts';
import './customerTable.css';

type Props = {
  /** The rows that are there, in their order. */
  readonly ids: readonly string[];
  /** Of these, the ones of which the list says nothing any more. */
  readonly missing: ReadonlySet<string>;
  /** Rows that exist but have not been loaded. */
  readonly notLoaded: number;
  /** In the whole list; undefined until it is known. */
  readonly total: number | undefined;
  /** The number of the first row within the whole list, from 1. */
  readonly first: number;
  readonly sort: Sort;
  readonly onSort: (sort: Sort) => void;
  readonly extra: ExtraColumn;
  readonly activeId: string | null;
  readonly isMarked: (id: string) => boolean;
  readonly marked: CheckState;
  readonly onMarkAll: () => void;
  readonly shared: RowShared;
  readonly isLoading: boolean;
  /** Whether there is more to load and nothing on its way. */
  readonly canLoad: boolean;
  /** Called when rows come near that are not loaded. */
  readonly onNearEnd: () => void;
};

/** Rows beyond the visible ones, so that a quick scroll finds them drawn; they come once the others are painted. */
const OVERSCAN = 10;
const PAINTED_MS = 100;
/** Rows before the end of what is loaded at which more are asked for. */
const AHEAD = 80;
const CHECK_AND_ACTIONS = 2;

/** The customers, of which only the rows near the window are drawn. */
export function CustomerTable(props: Props) {
  const { ids, missing, notLoaded, total, first, extra, activeId, isMarked, shared, isLoading } = props;
  const { t } = useTranslation();
  const body = useRef<HTMLDivElement>(null);
  const scrollMargin = useOffsetTop(body);
  const rowHeight = useRowHeight();
  const tabStop = Math.max(0, activeId === null ? 0 : ids.indexOf(activeId));
  const virtualizer = useWindowVirtualizer({
    count: ids.length + notLoaded,
    estimateSize: () => rowHeight,
    getItemKey: (index) => ids[index] ?? index,
    overscan: useDelayed(true, PAINTED_MS) ? OVERSCAN : 1,
    rangeExtractor: (range) => withTabStop(range, tabStop, ids.length),
    scrollMargin,
    // Known before the first drawing, so that a remembered row is there to take the focus.
    initialRect: { width: window.innerWidth, height: window.innerHeight },
  });
  useLayoutEffect(() => virtualizer.measure(), [virtualizer, rowHeight]);

  const drawn = virtualizer.getVirtualItems();
  const lastDrawn = virtualizer.range?.endIndex ?? 0;
  const onNearEnd = useEffectEvent(props.onNearEnd);
  const wantsMore = props.canLoad && lastDrawn >= ids.length - AHEAD;
  useEffect(() => {
    if (wantsMore) onNearEnd();
  }, [wantsMore, ids.length]);

  useReadMissing(drawn.flatMap(({ index }) => ids[index] ?? []).filter((id) => missing.has(id)));

  const columns = columnsOf(extra);
  return (
    <div
      role="grid"
      className="customer-table"
      data-extra={extra}
      aria-label={t('assignedWork.list')}
      aria-rowcount={total === undefined ? -1 : total + 1}
      aria-colcount={columns.length + CHECK_AND_ACTIONS}
      aria-multiselectable
      aria-busy={isLoading}
    >
      <TableHead
        columns={columns}
        sort={props.sort}
        onSort={props.onSort}
        selected={props.marked}
        onSelectAll={props.onMarkAll}
      />
      <div
        role="rowgroup"
        ref={body}
        className="customer-table__body"
        style={{ height: virtualizer.getTotalSize() }}
      >
        {drawn.map(({ index, start, size, key }) => {
          const id = ids[index];
          const top = start - scrollMargin;
          if (id === undefined) return <RowToCome key={key} top={top} height={size} />;
          return (
            <CustomerRow
              key={key}
              shared={shared}
              id={id}
              extra={extra}
              rowIndex={first + index + 1}
              isActive={id === activeId}
              isTabStop={index === tabStop}
              isMarked={isMarked(id)}
              top={top}
              height={size}
            />
          );
        })}
      </div>
    </div>
  );
}

/** Keeps the place of a row that was scrolled to before it was loaded. */
function RowToCome({ top, height }: { readonly top: number; readonly height: number }) {
  return (
    <div
      className="customer-table__row customer-table__row--to-come"
      style={{ height, transform: `translateY(${top}px)` }}
      aria-hidden
    >
      <span />
    </div>
  );
}

/** The row that takes the focus and its neighbours are always drawn, for the keyboard must find them. */
function withTabStop(range: Range, tabStop: number, loaded: number): number[] {
  const near = [tabStop - 1, tabStop, tabStop + 1].filter((index) => index >= 0 && index < loaded);
  return [...new Set([...defaultRangeExtractor(range), ...near])].toSorted((a, b) => a - b);
}
