import { listPeople } from '@caseload/shared/people/endpoints.ts';
import type { Person } from '@caseload/shared/people/person.ts';
import { Button, Skeleton, Stack, VisuallyHidden } from '@mantine/core';
import { IconFilterOff, IconUserPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { endpointQuery } from '../api/endpointQuery.ts';
import { ListMessage } from '../assignedWork/ListMessage.tsx';
import { ErrorPanel } from '../ui/ErrorPanel.tsx';
import { useDelayed } from '../ui/useDelayed.ts';
import { counted } from './counted.ts';
import { DeactivateDialog } from './DeactivateDialog.tsx';
import { EditPersonDialog } from './EditPersonDialog.tsx';
import { filterPeople } from './filterPeople.ts';
import { InviteDialog } from './InviteDialog.tsx';
import { LinkDialog } from './LinkDialog.tsx';
import { PeopleFilters } from './PeopleFilters.tsx';
import { PeopleTable } from './PeopleTable.tsx';
import { type PersonAction, personMenuId } from './PersonMenu.tsx';
import { usePeopleSearch } from './usePeopleSearch.ts';
import { useReactivate } from './useReactivate.ts';

const INVITE_BUTTON = 'invite-person';

type Asked = { readonly what: PersonAction | 'invite'; readonly id: string };
const NOTHING: readonly Person[] = [];

/** Everybody of the organisation, and what can be done with them. */
export function People() {
  const { t, i18n } = useTranslation();
  const { search, clear } = usePeopleSearch();
  const query = useQuery(endpointQuery(listPeople, {}));
  const [asked, setAsked] = useState<Asked | null>(null);
  const [returnTo, setReturnTo] = useState(INVITE_BUTTON);
  const reactivate = useReactivate();
  const isSlow = useDelayed(query.isPending);
  const everybody = query.data?.items ?? NOTHING;
  const shown = filterPeople(everybody, search);
  const close = () => setAsked(null);

  function act(person: Person, what: PersonAction) {
    if (what === 'reactivate') return reactivate.run(person);
    setReturnTo(personMenuId(person.id));
    setAsked({ what, id: person.id });
  }
  // Always as the list has them now: a dialog works on what another administrator has made of them meanwhile.
  const personOf = (what: PersonAction) =>
    asked?.what === what ? (everybody.find(({ id }) => id === asked.id) ?? null) : null;

  return (
    <>
      <div className="people__bar">
        <PeopleFilters />
        <Button
          id={INVITE_BUTTON}
          leftSection={<IconUserPlus size={16} aria-hidden />}
          onClick={() => {
            setReturnTo(INVITE_BUTTON);
            setAsked({ what: 'invite', id: '' });
          }}
        >
          {t('people.invite')}
        </Button>
      </div>
      {isSlow && <LoadingRows />}
      {query.isError && (
        <ErrorPanel error={query.error} onRetry={() => void query.refetch()} isRetrying={query.isFetching} />
      )}
      {reactivate.error !== null && <ErrorPanel error={reactivate.error} />}
      {query.isSuccess && (
        <p className="people__count quiet" role="status">
          {shown.length === everybody.length
            ? t('people.count', counted(everybody.length, i18n.language))
            : t('people.countOf', { ...counted(everybody.length, i18n.language), shown: shown.length })}
        </p>
      )}
      {query.isSuccess && shown.length === 0 && (
        <ListMessage icon={<IconFilterOff />} title={t('people.hiddenTitle')} text={t('people.hidden')}>
          <Button onClick={clear}>{t('people.clearFilters')}</Button>
        </ListMessage>
      )}
      {shown.length > 0 && <PeopleTable people={shown} onAct={act} />}
      <InviteDialog isOpen={asked?.what === 'invite'} returnTo={returnTo} onClose={close} />
      <EditPersonDialog person={personOf('edit')} everybody={everybody} returnTo={returnTo} onClose={close} />
      <LinkDialog person={personOf('link')} returnTo={returnTo} onClose={close} />
      <DeactivateDialog
        person={personOf('deactivate')}
        everybody={everybody}
        returnTo={returnTo}
        onClose={close}
      />
    </>
  );
}

function LoadingRows() {
  const { t } = useTranslation();
  return (
    <Stack gap="sm" role="status">
      <VisuallyHidden>{t('people.loading')}</VisuallyHidden>
      {Array.from({ length: 8 }, (_, row) => (
        <Skeleton key={row} height={36} />
      ))}
    </Stack>
  );
}
