import { notifications } from '@mantine/notifications';
import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useSession } from '../session/sessionQuery.ts';
import { createDesk, type Desk } from './desk.ts';

/** One desk per person for as long as the page is loaded: the query client's lifetime. */
const desks = new WeakMap<QueryClient, Map<string, Desk>>();

const TRY_AGAIN_MS = 10_000;
const FULL_NOTE = 'caseload.storageFull';

/** What the signed-in person has in hand. */
export function useDesk(): Desk {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const employeeId = useSession().employee.id;
  const people = desks.get(queryClient) ?? new Map<string, Desk>();
  desks.set(queryClient, people);
  const known = people.get(employeeId);
  if (known !== undefined) return known;
  const onStorageFull = () =>
    notifications.show({
      id: FULL_NOTE,
      color: 'red',
      autoClose: false,
      message: t('customers.storageFull'),
    });
  const desk = createDesk({ queryClient, employeeId, storage: window.localStorage, onStorageFull });
  people.set(employeeId, desk);
  return desk;
}

/** Keeps the desk safe and moving: drafts are written before the page goes, unheard work is tried again. */
export function useDeskCare(desk: Desk): void {
  useEffect(() => {
    const flush = () => desk.storage.flush();
    const timer = setInterval(() => navigator.onLine && desk.tryAgain(), TRY_AGAIN_MS);
    desk.tryAgain();
    window.addEventListener('pagehide', flush);
    document.addEventListener('visibilitychange', flush);
    window.addEventListener('online', desk.tryAgain);
    return () => {
      flush();
      clearInterval(timer);
      window.removeEventListener('pagehide', flush);
      document.removeEventListener('visibilitychange', flush);
      window.removeEventListener('online', desk.tryAgain);
    };
  }, [desk]);
}
