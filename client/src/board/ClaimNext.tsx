import { listCustomers } from '@caseload/shared/assignedWork/endpoints.ts';
import { claimCustomer } from '@caseload/shared/board/endpoints.ts';
import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconHandGrab } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../api/call.ts';
import { customerQuery } from '../api/customerQuery.ts';
import { endpointQuery } from '../api/endpointQuery.ts';
import { errorText } from '../api/errorText.ts';
import { newKey } from '../api/newKey.ts';
import { useWhereabouts } from '../app/useWhereabouts.ts';
import { refreshCountsSoon } from '../assignedWork/refreshCounts.ts';
import { CustomerNote } from '../customers/CustomerNote.tsx';
import { useKeys } from '../keys/useKeys.ts';

const FRESH_MS = 30_000;
const SHOWN_MS = 15_000;
const POOL = {
  assignedTo: 'none',
  category: 'open,waiting',
  followUp: 'awake',
  limit: '1',
  include: 'total',
} as const;

/** Takes the next customer that is nobody's and opens it. Not there while there is none. */
export function ClaimNext() {
  const { t, i18n } = useTranslation();
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  const whereNow = useWhereabouts();
  const pool = useQuery({ ...endpointQuery(listCustomers, { query: POOL }), staleTime: FRESH_MS });
  /** Kept until there is an answer: the same press never takes two. */
  const key = useRef<string | null>(null);
  const isClaiming = useRef(false);
  const claim = useMutation({
    mutationFn: () => {
      key.current ??= newKey();
      return call(claimCustomer, {}, { idempotencyKey: key.current });
    },
    onMutate: whereNow,
    onSuccess: async ({ customer }, _, isStillThere) => {
      key.current = null;
      refreshCountsSoon(queryClient);
      if (customer === null) {
        notifications.show({ title: t('assignedWork.poolEmptyTitle'), message: t('assignedWork.poolEmpty') });
        return;
      }
      queryClient.setQueryData(customerQuery(customer.id).queryKey, customer);
      // Whoever went elsewhere meanwhile is left there, and told what is theirs now.
      if (isStillThere())
        await navigate({ to: '/customers/$customerId', params: { customerId: customer.id } });
      else {
        const text = t('customers.taken', { name: customer.name });
        const note = <CustomerNote customerId={customer.id} text={text} link={t('newCustomer.open')} />;
        notifications.show({ message: note, autoClose: SHOWN_MS });
      }
    },
    onError: (error) => notifications.show({ color: 'red', message: errorText(t, error) }),
    onSettled: () => {
      isClaiming.current = false;
    },
  });
  const total = pool.data?.total ?? 0;
  const run = () => {
    // A second press comes before the first has been drawn, and would be told that somebody else was quicker.
    if (isClaiming.current) return;
    isClaiming.current = true;
    claim.mutate();
  };
  useKeys(total > 0 ? [{ action: 'list.claim', run }] : []);
  if (total === 0) return null;
  return (
    <Button
      variant="default"
      leftSection={<IconHandGrab size={16} aria-hidden />}
      loading={claim.isPending}
      onClick={run}
    >
      {t('assignedWork.claimNext', { formatted: total.toLocaleString(i18n.language) })}
    </Button>
  );
}
