import type { Activity } from '@caseload/shared/activity/endpoints.ts';
import { defaultRangeExtractor, type Range, useWindowVirtualizer } from '@tanstack/react-virtual';
import { useCallback, useEffect, useEffectEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { FieldWords } from '../customers/fieldText.ts';
import { useKeys } from '../keys/useKeys.ts';
import { useOffsetTop } from '../ui/useOffsetTop.ts';
import { recallActivity, rememberActivity } from './activityMemory.ts';
import { activityButtonId, ActivityRow } from './ActivityRow.tsx';
import { clockText, longDayText } from './clockText.ts';
import { dayOf } from './zonedDays.ts';
import './activityRow.css';

type Props = {
  readonly items: readonly Activity[];
  readonly words: FieldWords;
  /** What the list was asked for; another address is another list. */
  readonly address: string;
  readonly hasMore: boolean;
  readonly onNearEnd: () => void;
  readonly isBusy: boolean;
};

const OVERSCAN = 8;
const ROW_PIXELS = 45;
const DAY_PIXELS = 45;

/** The actions as rows, of which only those near the window are drawn, with a heading where a day begins. */
export function ActivityFeed({ items, words, address, hasMore, onNearEnd, isBusy }: Props) {
  const { t } = useTranslation();
  const { timeZone } = words;
  const list = useRef<HTMLOListElement>(null);
  const scrollMargin = useOffsetTop(list);
  const [memory] = useState(() => recallActivity(address));
  const [activeId, setActiveId] = useState(memory?.activeId ?? null);
  const [open, setOpen] = useState<ReadonlySet<string>>(memory?.open ?? new Set());
  const at = items.findIndex(({ action }) => action.id === activeId);
  const tabStop = Math.max(0, at);

  const startsDay = (index: number) => {
    const [here, before] = [items[index], items[index - 1]];
    if (here === undefined || before === undefined) return true;
    return dayOf(timeOf(here), timeZone) !== dayOf(timeOf(before), timeZone);
  };
  const virtualizer = useWindowVirtualizer({
    count: items.length,
    estimateSize: (index) => ROW_PIXELS + (startsDay(index) ? DAY_PIXELS : 0),
    getItemKey: (index) => items[index]?.action.id ?? index,
    overscan: OVERSCAN,
    rangeExtractor: (range) => withTabStop(range, tabStop),
    scrollMargin,
    initialRect: { width: window.innerWidth, height: window.innerHeight },
    initialMeasurementsCache: memory?.measured ?? [],
  });
  const rows = virtualizer.getVirtualItems();
  const isNearEnd = (virtualizer.range?.endIndex ?? 0) >= items.length - OVERSCAN;
  const nearEnd = useEffectEvent(onNearEnd);
  useEffect(() => {
    if (isNearEnd && hasMore) nearEnd();
  }, [isNearEnd, hasMore, items.length]);

  const leave = useEffectEvent(() =>
    rememberActivity({ address, activeId, open, measured: virtualizer.measurementsCache }),
  );
  useEffect(() => () => leave(), []);

  const toggle = useCallback((id: string) => setOpen((ids) => toggled(ids, id)), []);
  const moveTo = (index: number) => {
    const id = items[Math.min(Math.max(index, 0), items.length - 1)]?.action.id;
    if (id !== undefined) document.getElementById(activityButtonId(id))?.focus();
  };
  useKeys([
    { action: 'list.next', run: () => moveTo(at + 1) },
    { action: 'list.previous', run: () => moveTo(at - 1) },
    { action: 'list.open', run: () => at >= 0 && activeId !== null && toggle(activeId) },
  ]);

  return (
    <ol
      ref={list}
      className="activity-feed"
      aria-label={t('activity.list')}
      aria-busy={isBusy}
      style={{ height: virtualizer.getTotalSize() }}
    >
      {rows.map(({ index, start, key }) => {
        const activity = items[index];
        if (activity === undefined) return null;
        const moment = timeOf(activity);
        return (
          <ActivityRow
            key={key}
            ref={virtualizer.measureElement}
            activity={activity}
            words={words}
            index={index}
            count={hasMore ? -1 : items.length}
            day={startsDay(index) ? longDayText(moment, words) : null}
            time={clockText(moment, words)}
            isOpen={open.has(activity.action.id)}
            isActive={activity.action.id === activeId}
            isTabStop={index === tabStop}
            onActive={setActiveId}
            onToggle={toggle}
            top={start - scrollMargin}
          />
        );
      })}
    </ol>
  );
}

function toggled(ids: ReadonlySet<string>, id: string): ReadonlySet<string> {
  const others = [...ids].filter((other) => other !== id);
  return new Set(ids.has(id) ? others : [...others, id]);
}

function timeOf({ action }: Activity): Date {
  return new Date(action.createdAt);
}

/** The row that takes the focus and its neighbours are always drawn, for the keyboard must find them. */
function withTabStop(range: Range, tabStop: number): number[] {
  const near = [tabStop - 1, tabStop, tabStop + 1].filter((index) => index >= 0 && index < range.count);
  return [...new Set([...defaultRangeExtractor(range), ...near])].toSorted((a, b) => a - b);
}
