import type { Team } from '@caseload/shared/teams/team.ts';
import { useTranslation } from 'react-i18next';
import { FilterChoice } from '../assignedWork/FilterChoice.tsx';
import { FilterMenu } from '../assignedWork/FilterMenu.tsx';

type Props = {
  readonly teams: readonly Pick<Team, 'id' | 'name'>[];
  readonly team: string;
  readonly onChange: (team: string) => void;
};

/** Everybody's numbers or those of a team. */
export function TeamFilter({ teams, team, onChange }: Props) {
  const { t } = useTranslation();
  const name = teams.find(({ id }) => id === team)?.name ?? t('reports.everybody');
  return (
    <FilterMenu label={t('reports.teamIs', { name })}>
      <FilterChoice label={t('reports.everybody')} isOn={team === 'all'} pick={() => onChange('all')} />
      {teams.map((one) => (
        <FilterChoice key={one.id} label={one.name} isOn={team === one.id} pick={() => onChange(one.id)} />
      ))}
    </FilterMenu>
  );
}
