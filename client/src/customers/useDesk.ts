import { notifications } from '@mantine/notifications';
import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useSession } from '../session/sessionQuery.ts';
import type { Desk } from './desk.ts';
import { openDeskOfBrowser } from './deskOfBrowser.ts';

/** One desk per person for as long as the page is loaded: the query client's lifetime. */
const desks = new WeakMap<QueryClient, Map<string, Desk>>();

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
  const desk = openDeskOfBrowser({ queryClient, employeeId, onStorageFull });
  people.set(employeeId, desk);
  return desk;
}
