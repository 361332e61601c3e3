import type { Customer } from '@caseload/shared/customers/customer.ts';
import { notifications } from '@mantine/notifications';
import { onlineManager, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useCallback, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useSession } from '../session/sessionQuery.ts';
import { isRead, nextWorkable } from './neighbours.ts';
import { isWorkable } from './queueOrder.ts';
import { idBefore, markSkipped, markWorked, moveTo, positionOf, type QueueRun } from './queueRun.ts';
import { useQueueRun, useQueueStore } from './useQueueStore.ts';

const NOT_READ_NOTE = 'caseload.nextNotRead';

/** The run through the queue, seen from one customer of it. */
export type WorkQueue = {
  /** From 1. */
  readonly position: number;
  readonly total: number;
  readonly isFirst: boolean;
  /**
   * Opens the next customer; `worked` counts this one as done with. Stays here and says so when the next would have to be
   * read and `canRead` is false: unless told otherwise, when there is no network.
   */
  readonly next: (how: 'worked' | 'seen', canRead?: boolean) => Promise<void>;
  readonly previous: () => void;
  /** Takes this customer out of the run and opens the next; the reason is recorded elsewhere. */
  readonly leaveOut: () => Promise<void>;
  readonly stop: () => void;
};

/** Null when no run is under way, or this customer is not part of it. */
export function useWorkQueue(customerId: string): WorkQueue | null {
  const { t } = useTranslation();
  const store = useQueueStore();
  const run = useQueueRun();
  const open = useOpenFromQueue();
  const workable = useIsWorkable();
  const queryClient = useQueryClient();
  const position = run === null ? null : positionOf(run, customerId);
  const shown = useRef<string | null>(null);
  useEffect(() => {
    shown.current = customerId;
    return () => {
      shown.current = null;
    };
  }, [customerId]);
  if (run === null || position === null) return null;

  async function goOn(make: (known: QueueRun) => QueueRun, canRead: boolean): Promise<void> {
    const next = await nextWorkable({ queryClient, store, isWorkable: workable }, customerId);
    if (!canRead && next !== null && !isRead(queryClient, next)) {
      notifications.show({ id: NOT_READ_NOTE, color: 'yellow', message: t('workQueue.nextNotRead') });
      return;
    }
    // Whoever went elsewhere or stopped meanwhile is left alone.
    const isHere = shown.current === customerId && store.run() !== null;
    store.change((known) => (isHere ? moveTo(make(known), next) : make(known)));
    if (isHere) open(next);
  }

  return {
    position,
    total: run.ids.length,
    isFirst: position === 1,
    next: (how, canRead = onlineManager.isOnline()) =>
      goOn((known) => (how === 'worked' ? markWorked(known, customerId) : known), canRead),
    previous() {
      const before = idBefore(run, customerId);
      if (before !== null) open(before);
    },
    // The server has just taken the reason.
    leaveOut: () => goOn((known) => markSkipped(known, customerId), true),
    stop: () => store.set(null),
  };
}

/** Whether the signed-in person has this customer to work on now. */
export function useIsWorkable(): (customer: Customer) => boolean {
  const { employee, organisation } = useSession();
  const { statuses } = organisation;
  return useCallback(
    (customer) => isWorkable(customer, employee.id, statuses, new Date()),
    [employee.id, statuses],
  );
}

function useOpenFromQueue(): (customerId: string | null) => void {
  const navigate = useNavigate();
  return (customerId) =>
    void (customerId === null
      ? navigate({ to: '/queue' })
      : navigate({ to: '/customers/$customerId', params: { customerId } }));
}
