import { getBoard } from '@caseload/shared/board/endpoints.ts';
import { canManageTeams, canSupervise } from '@caseload/shared/rules/canSupervise.ts';
import { listTeams } from '@caseload/shared/teams/endpoints.ts';
import type { Team } from '@caseload/shared/teams/team.ts';
import { Button, Skeleton, Stack, Text, VisuallyHidden } from '@mantine/core';
import { IconPlus, IconUsersGroup } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { endpointQuery } from '../api/endpointQuery.ts';
import { ListMessage } from '../assignedWork/ListMessage.tsx';
import { NoPermission } from '../app/NoPermission.tsx';
import { useSession } from '../session/sessionQuery.ts';
import { usePlace } from '../time/place.ts';
import { ErrorPanel } from '../ui/ErrorPanel.tsx';
import { PageHeading } from '../ui/PageHeading.tsx';
import { useDelayed } from '../ui/useDelayed.ts';
import { AwayDialog } from './AwayDialog.tsx';
import { DissolveDialog } from './DissolveDialog.tsx';
import { awayButtonId, dissolveButtonId, editButtonId, TeamCard } from './TeamCard.tsx';
import { TeamDialog } from './TeamDialog.tsx';
import type { AwayPerson } from './useSetAway.ts';
import './teams.css';
import { useOffers } from '../keys/useOffers.ts';

const NEW_BUTTON = 'new-team';

type Asked =
  | { readonly what: 'edit'; readonly team: Team | 'new' }
  | { readonly what: 'dissolve'; readonly team: Team }
  | { readonly what: 'away'; readonly person: AwayPerson };
type Question = Asked & { readonly returnTo: string };

/** The teams and who is in them. Supervisors look and say who is away; administrators change them. */
export function TeamsPage() {
  const { t } = useTranslation();
  const { employee } = useSession();
  if (!canSupervise(employee)) return <NoPermission text={t('teams.noPermission')} />;
  return <Teams mayManage={canManageTeams(employee)} />;
}

function Teams({ mayManage }: { readonly mayManage: boolean }) {
  const { t } = useTranslation();
  const { timeZone } = usePlace();
  const teams = useQuery(endpointQuery(listTeams, {}));
  const board = useQuery(endpointQuery(getBoard, { query: { timeZone } }));
  const [asked, setAsked] = useState<Question | null>(null);
  const [returnTo, setReturnTo] = useState(NEW_BUTTON);
  const isSlow = useDelayed(teams.isPending);
  const work = useMemo(
    () => new Map((board.data?.people ?? []).map((row) => [row.employee.id, row])),
    [board.data],
  );
  const items = teams.data?.items ?? [];
  const close = () => setAsked(null);
  function ask(question: Question) {
    setReturnTo(question.returnTo);
    setAsked(question);
  }
  const askNew = () => ask({ what: 'edit', team: 'new', returnTo: NEW_BUTTON });
  useOffers([mayManage && { id: 'teams.new', label: t('teams.new'), run: askNew }]);

  return (
    <section className="teams">
      <div className="teams__head">
        <PageHeading>{t('teams.title')}</PageHeading>
        {mayManage && (
          <Button id={NEW_BUTTON} leftSection={<IconPlus size={16} aria-hidden />} onClick={askNew}>
            {t('teams.new')}
          </Button>
        )}
      </div>
      <Text className="quiet">{t(mayManage ? 'teams.intro' : 'teams.introSupervisor')}</Text>
      {isSlow && (
        <Stack role="status">
          <VisuallyHidden>{t('teams.loading')}</VisuallyHidden>
          <Skeleton height={140} />
          <Skeleton height={140} />
        </Stack>
      )}
      {[teams, board].map(({ isError, error, refetch, isFetching }, index) =>
        isError ? (
          <ErrorPanel key={index} error={error} onRetry={() => void refetch()} isRetrying={isFetching} />
        ) : null,
      )}
      {teams.isSuccess && items.length === 0 && (
        <ListMessage
          icon={<IconUsersGroup />}
          title={t('teams.noneTitle')}
          text={t(mayManage ? 'teams.none' : 'teams.noneSupervisor')}
        />
      )}
      {items.map((team) => (
        <TeamCard
          key={team.id}
          team={team}
          work={work}
          mayManage={mayManage}
          onEdit={() => ask({ what: 'edit', team, returnTo: editButtonId(team.id) })}
          onDissolve={() => ask({ what: 'dissolve', team, returnTo: dissolveButtonId(team.id) })}
          onAway={(person) => ask({ what: 'away', person, returnTo: awayButtonId(team.id, person.id) })}
        />
      ))}
      <TeamDialog
        team={asked?.what === 'edit' ? asked.team : null}
        known={items}
        returnTo={returnTo}
        onClose={close}
      />
      <DissolveDialog
        team={asked?.what === 'dissolve' ? asked.team : null}
        returnTo={returnTo}
        onClose={close}
      />
      <AwayDialog person={asked?.what === 'away' ? asked.person : null} returnTo={returnTo} onClose={close} />
    </section>
  );
}
