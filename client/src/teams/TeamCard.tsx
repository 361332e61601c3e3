import type { BoardRow } from '@caseload/shared/board/board.ts';
import type { Team } from '@caseload/shared/teams/team.ts';
import { Badge, Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { counted } from '../people/counted.ts';
import { usePlace } from '../time/place.ts';
import { dayText } from './dayText.ts';
import type { AwayPerson } from './useSetAway.ts';

type Props = {
  readonly team: Team;
  /** How much each holds and who is away, by their ids; empty until it is known. */
  readonly work: ReadonlyMap<string, BoardRow>;
  readonly mayManage: boolean;
  readonly onEdit: () => void;
  readonly onDissolve: () => void;
  readonly onAway: (person: AwayPerson) => void;
};

/** A team with its people, those who supervise it first. */
export function TeamCard({ team, work, mayManage, onEdit, onDissolve, onAway }: Props) {
  const { t } = useTranslation();
  const headingId = useId();
  const members = team.members.toSorted((a, b) => Number(b.isSupervisor) - Number(a.isSupervisor));
  return (
    <section className="team" aria-labelledby={headingId}>
      <div className="team__head">
        <h2 id={headingId} className="team__name">
          {team.name}
        </h2>
        <span className="quiet">{t('teams.count', { count: members.length })}</span>
        {mayManage && (
          <span className="team__buttons">
            <Button
              id={editButtonId(team.id)}
              size="xs"
              variant="default"
              aria-label={t('teams.editOne', { name: team.name })}
              onClick={onEdit}
            >
              {t('teams.edit')}
            </Button>
            <Button
              id={dissolveButtonId(team.id)}
              size="xs"
              variant="default"
              aria-label={t('teams.dissolveOne', { name: team.name })}
              onClick={onDissolve}
            >
              {t('teams.dissolve')}
            </Button>
          </span>
        )}
      </div>
      {members.length === 0 && <p className="team__empty quiet">{t('teams.nobodyYet')}</p>}
      <ul className="team__members">
        {members.map((member) => (
          <Member
            key={member.id}
            teamId={team.id}
            member={member}
            row={work.get(member.id)}
            onAway={onAway}
          />
        ))}
      </ul>
    </section>
  );
}

type MemberProps = Pick<Props, 'onAway'> & {
  readonly teamId: string;
  readonly member: Team['members'][number];
  readonly row: BoardRow | undefined;
};

function Member({ teamId, member: { id, name, isSupervisor }, row, onAway }: MemberProps) {
  const { t, i18n } = useTranslation();
  const place = usePlace();
  const awayUntil = row?.awayUntil ?? null;
  return (
    <li className="team__member">
      <span className="team__person">
        {name}{' '}
        {isSupervisor && (
          <Badge variant="light" tt="none" fw={500}>
            {t('teams.supervisesThis')}
          </Badge>
        )}
      </span>
      <span className="team__work quiet">
        {row !== undefined && (
          <Link
            className="team__open"
            to="/customers"
            search={{ assignedTo: id, category: ['open', 'waiting'] }}
            preload={false}
          >
            {t('teams.open', counted(row.open, i18n.language))}
          </Link>
        )}
        {awayUntil !== null && <> · {t('teams.awayUntil', { day: dayText(awayUntil, place) })}</>}
      </span>
      <Button
        id={awayButtonId(teamId, id)}
        size="compact-sm"
        variant="subtle"
        // Until it is known whether they are away, the dialog would say something wrong.
        disabled={row === undefined}
        aria-label={t('teams.awayOf', { name })}
        onClick={() => onAway({ id, name, awayUntil })}
      >
        {t('teams.away')}
      </Button>
    </li>
  );
}

export const editButtonId = (teamId: string) => `edit-team-${teamId}`;
export const dissolveButtonId = (teamId: string) => `dissolve-team-${teamId}`;
export const awayButtonId = (teamId: string, personId: string) => `away-${teamId}-${personId}`;
