import { listTeams } from '@caseload/shared/teams/endpoints.ts';
import { Menu } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { endpointQuery } from '../api/endpointQuery.ts';
import { FilterChoice } from '../assignedWork/FilterChoice.tsx';
import { FilterMenu } from '../assignedWork/FilterMenu.tsx';

type Props = {
  readonly asked: string | undefined;
  readonly onChange: (team: string | undefined) => void;
};

const TEAMS_CHANGE_SELDOM_MS = 60_000;

/** The members of which team; without teams there is nothing to choose. */
export function TeamFilter({ asked, onChange }: Props) {
  const { t } = useTranslation();
  const { data } = useQuery({ ...endpointQuery(listTeams, {}), staleTime: TEAMS_CHANGE_SELDOM_MS });
  const teams = data?.items ?? [];
  if (teams.length === 0) return null;
  return (
    <FilterMenu label={t('assignedWork.team')}>
      <FilterChoice
        label={t('assignedWork.everyTeam')}
        isOn={asked === undefined}
        pick={() => onChange(undefined)}
      />
      <Menu.Divider />
      {teams.map(({ id, name }) => (
        <FilterChoice key={id} label={name} isOn={asked === id} pick={() => onChange(id)} />
      ))}
    </FilterMenu>
  );
}
