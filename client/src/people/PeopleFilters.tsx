import { ROLES } from '@caseload/shared/employees/employee.ts';
import { PERSON_STATES } from '@caseload/shared/people/person.ts';
import { listTeams } from '@caseload/shared/teams/endpoints.ts';
import { Select, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { endpointQuery } from '../api/endpointQuery.ts';
import { useKeys } from '../keys/useKeys.ts';
import { usePeopleSearch } from './usePeopleSearch.ts';

/** What narrows the list; kept in the address. */
export function PeopleFilters() {
  const { t } = useTranslation();
  const { search, change } = usePeopleSearch();
  const { data } = useQuery(endpointQuery(listTeams, {}));
  /** While the address is behind the typing; it wins otherwise. */
  const [typed, setTyped] = useState<string | null>(null);
  const asked = search.q ?? '';
  if (typed === asked) setTyped(null);
  const searchBox = useRef<HTMLInputElement>(null);
  useKeys([{ action: 'list.filter', run: () => searchBox.current?.focus() }]);
  const teams = data?.items ?? [];
  return (
    <div className="people__filters" role="search" aria-label={t('people.filters')}>
      <TextInput
        ref={searchBox}
        type="search"
        aria-label={t('people.search')}
        placeholder={t('people.search')}
        leftSection={<IconSearch size={16} aria-hidden />}
        maxLength={200}
        value={typed ?? asked}
        onChange={(event) => {
          setTyped(event.currentTarget.value);
          change({ q: event.currentTarget.value || undefined }, true);
        }}
        onBlur={() => setTyped(null)}
      />
      <Select
        aria-label={t('people.role')}
        placeholder={t('people.anyRole')}
        data={ROLES.map((value) => ({ value, label: t(`words.role.${value}`) }))}
        value={search.role ?? null}
        onChange={(picked) => change({ role: ROLES.find((role) => role === picked) })}
        clearable
        clearButtonProps={{ 'aria-label': t('people.clearOne', { filter: t('people.role') }) }}
      />
      <Select
        aria-label={t('people.state')}
        placeholder={t('people.anyState')}
        data={PERSON_STATES.map((value) => ({ value, label: t(`people.states.${value}`) }))}
        value={search.state ?? null}
        onChange={(picked) => change({ state: PERSON_STATES.find((state) => state === picked) })}
        clearable
        clearButtonProps={{ 'aria-label': t('people.clearOne', { filter: t('people.state') }) }}
      />
      <Select
        aria-label={t('people.team')}
        placeholder={t('people.anyTeam')}
        data={[
          ...teams.map(({ id, name }) => ({ value: id, label: name })),
          { value: 'none', label: t('people.noTeam') },
        ]}
        value={search.team ?? null}
        onChange={(team) => change({ team: team ?? undefined })}
        nothingFoundMessage={t('people.noTeamFound')}
        searchable
        clearable
        clearButtonProps={{ 'aria-label': t('people.clearOne', { filter: t('people.team') }) }}
      />
    </div>
  );
}
