import type { Customer } from '@caseload/shared/customers/customer.ts';
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useCallback } from 'react';
import { useSession } from '../session/sessionQuery.ts';
import { nextWorkable } from './neighbours.ts';
import { isWorkable } from './queueOrder.ts';
import { idBefore, markSkipped, markWorked, moveTo, positionOf, type QueueRun } from './queueRun.ts';
import { useQueueRun, useQueueStore } from './useQueueStore.ts';

/** The run through the queue, seen from one customer of it. */
export type WorkQueue = {
  /** From 1. */
  readonly position: number;
  readonly total: number;
  readonly isFirst: boolean;
  /** Opens the next customer; `worked` counts this one as done with. */
  readonly next: (how?: 'worked' | 'seen') => Promise<void>;
  readonly previous: () => void;
  /** Takes this customer out of the run and opens the next; the reason is recorded elsewhere. */
  readonly leaveOut: () => Promise<void>;
  readonly stop: () => void;
};

/** Null when no run is under way, or this customer is not part of it. */
export function useWorkQueue(customerId: string): WorkQueue | null {
  const store = useQueueStore();
  const run = useQueueRun();
  const open = useOpenFromQueue();
  const workable = useIsWorkable();
  const queryClient = useQueryClient();
  const position = run === null ? null : positionOf(run, customerId);
  if (run === null || position === null) return null;

  async function goOn(make: (known: QueueRun) => QueueRun): Promise<void> {
    const next = await nextWorkable({ queryClient, store, isWorkable: workable }, customerId);
    store.change((known) => moveTo(make(known), next));
    open(next);
  }

  return {
    position,
    total: run.ids.length,
    isFirst: position === 1,
    next: (how = 'seen') => goOn((known) => (how === 'worked' ? markWorked(known, customerId) : known)),
    previous() {
      const before = idBefore(run, customerId);
      if (before !== null) open(before);
    },
    leaveOut: () => goOn((known) => markSkipped(known, customerId)),
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
