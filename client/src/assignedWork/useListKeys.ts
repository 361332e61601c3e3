import { useNavigate } from '@tanstack/react-router';
import { type KeyUse, useKeys } from '../keys/useKeys.ts';
import { pressReach } from '../keys/pressReach.ts';
import { useEffect, useEffectEvent } from 'react';
import type { RowField } from './ChangeItems.tsx';

type Options = {
  /** Whether the rows are those the person is at; while another list is on its way nothing is done to them. */
  readonly isHere: () => boolean;
  readonly ids: readonly string[];
  readonly activeId: string | null;
  readonly moveTo: (index: number) => void;
  readonly focusSearch: () => void;
  readonly togglePreview: () => void;
  readonly onSelect: (id: string) => void;
  readonly onExtend: (from: string, to: string) => void;
  readonly onSelectAll: () => void;
  readonly onField: (field: RowField) => void;
  readonly onAssign: () => void;
  readonly onTags: () => void;
  readonly onArchive: () => void;
  readonly onTake: () => void;
  readonly onDone: () => void;
  /** Closes what stands over the list, or lets the selection go; false when there is nothing to leave. */
  readonly onEscape: () => boolean;
};

/** About a window of rows. */
const PAGE_ROWS = 15;

/** The keyboard's way through the list. */
export function useListKeys(options: Options): void {
  const { ids, activeId, moveTo, onField } = options;
  const navigate = useNavigate();
  const at = activeId === null ? -1 : ids.indexOf(activeId);
  const near = (by: number) => (at === -1 ? 0 : Math.min(Math.max(at + by, 0), ids.length - 1));
  const step = (by: number) => {
    if (ids.length > 0) moveTo(near(by));
  };
  const extend = (by: number) => {
    const to = ids[near(by)];
    if (to === undefined) return;
    options.onExtend(activeId ?? to, to);
    moveTo(near(by));
  };
  const withActive = (run: (id: string) => void) => () => {
    if (activeId !== null && at !== -1) run(activeId);
  };
  const inList: readonly KeyUse[] = [
    { action: 'list.next', run: () => step(1) },
    { action: 'list.previous', run: () => step(-1) },
    { action: 'list.nextPage', run: () => step(PAGE_ROWS) },
    { action: 'list.previousPage', run: () => step(-PAGE_ROWS) },
    {
      action: 'list.open',
      run: withActive(
        (customerId) => void navigate({ to: '/customers/$customerId', params: { customerId } }),
      ),
    },
    { action: 'list.preview', run: options.togglePreview },
    { action: 'list.select', run: withActive(options.onSelect) },
    { action: 'list.extendNext', run: () => extend(1) },
    { action: 'list.extendPrevious', run: () => extend(-1) },
    { action: 'list.selectAll', run: options.onSelectAll },
    { action: 'customers.status', run: () => onField('status') },
    { action: 'customers.priority', run: () => onField('priority') },
    { action: 'customers.due', run: () => onField('due') },
    { action: 'customers.snooze', run: () => onField('snooze') },
    { action: 'customers.assign', run: options.onAssign },
    { action: 'customers.tags', run: options.onTags },
    { action: 'customers.archive', run: options.onArchive },
    { action: 'customers.takeIt', run: options.onTake },
    { action: 'customers.done', run: options.onDone },
  ];
  const onlyHere = (run: () => void) => () => {
    if (options.isHere()) run();
  };
  useKeys([
    { action: 'list.filter', run: options.focusSearch },
    ...inList.map(({ action, run }) => ({ action, run: onlyHere(run) })),
  ]);
  useEscape(options.onEscape);
}

/** Escape is no key to be chosen: everywhere it leaves what was entered last. */
function useEscape(onEscape: () => boolean): void {
  const leave = useEffectEvent(onEscape);
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key !== 'Escape' || event.defaultPrevented || pressReach(event) !== 'page') return;
      if (leave()) event.preventDefault();
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, []);
}
