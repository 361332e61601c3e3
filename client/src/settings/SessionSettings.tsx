import {
  listSessions,
  type OwnSession,
  revokeOtherSessions,
  revokeSession,
} from '@caseload/shared/settings/endpoints.ts';
import { Badge, Button, Skeleton, Stack, Text } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useOffers } from '../keys/useOffers.ts';
import { call } from '../api/call.ts';
import { endpointQuery } from '../api/endpointQuery.ts';
import { useSignOut } from '../session/useSignOut.ts';
import { ErrorPanel } from '../ui/ErrorPanel.tsx';
import { Moment } from '../ui/Moment.tsx';
import { readBrowser } from './readBrowser.ts';

/** Where the person is signed in, and the ways to end it. */
export function SessionSettings() {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const options = endpointQuery(listSessions, {});
  const query = useQuery({ ...options, staleTime: 0 });
  const endOthers = useMutation({
    mutationFn: () => call(revokeOtherSessions, {}),
    onSettled: () => queryClient.invalidateQueries({ queryKey: options.queryKey }),
  });
  const others = query.data?.items.filter(({ current }) => !current).length ?? 0;
  useOffers([
    others > 0 && {
      id: 'sessions.endOthers',
      label: t('settings.endOthers', { count: others }),
      run: () => endOthers.mutate(),
    },
  ]);
  return (
    <Stack>
      <Text>{t('settings.sessionsIntro')}</Text>
      {query.isPending && <Skeleton height={160} aria-label={t('settings.sessionsLoading')} />}
      {query.isError && (
        <ErrorPanel error={query.error} onRetry={() => void query.refetch()} isRetrying={query.isFetching} />
      )}
      {endOthers.isError && <ErrorPanel error={endOthers.error} onRetry={() => endOthers.mutate()} />}
      <ul className="session-list">
        {query.data?.items.map((session) => (
          <SessionLine key={session.id} session={session} />
        ))}
      </ul>
      <div role="status">
        {endOthers.isSuccess && <Text className="quiet">{t('settings.endedOthers')}</Text>}
        {query.isSuccess && others === 0 && !endOthers.isSuccess && (
          <Text className="quiet">{t('settings.onlyThis')}</Text>
        )}
      </div>
      {others > 0 && (
        <Button
          variant="default"
          loading={endOthers.isPending}
          onClick={() => endOthers.mutate()}
          style={{ alignSelf: 'flex-start' }}
        >
          {t('settings.endOthers', { count: others })}
        </Button>
      )}
    </Stack>
  );
}

function SessionLine({ session }: { readonly session: OwnSession }) {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const signOut = useSignOut();
  const end = useMutation({
    mutationFn: () => call(revokeSession, { params: { id: session.id } }),
    // One that had ended by itself is gone as well: the list says how it is.
    onSettled: () => queryClient.invalidateQueries({ queryKey: [listSessions.id] }),
  });
  const { browser, system } = readBrowser(session.userAgent);
  const name =
    browser === null
      ? t('settings.unknownBrowser')
      : system === null
        ? browser
        : t('settings.browserOn', { browser, system });
  return (
    <li className="session-list__item" data-session={session.id}>
      <div>
        <strong>{name}</strong>{' '}
        {session.current && (
          <Badge variant="light" tt="none">
            {t('settings.thisSession')}
          </Badge>
        )}
        <div className="session-list__facts quiet">
          <span>
            {t('settings.seen')}: <Moment at={session.seenAt} />
          </span>
          <span>
            {t('settings.signedIn')}: <Moment at={session.signedInAt} />
          </span>
          {session.address !== null && <span>{t('settings.address', { address: session.address })}</span>}
        </div>
        {end.isError && <ErrorPanel error={end.error} />}
      </div>
      {session.current ? (
        <Button size="xs" variant="default" loading={signOut.isPending} onClick={() => signOut.mutate()}>
          {t('session.signOut')}
        </Button>
      ) : (
        <Button
          size="xs"
          variant="default"
          loading={end.isPending}
          onClick={() => end.mutate()}
          aria-label={t('settings.endOf', { browser: name })}
        >
          {t('settings.end')}
        </Button>
      )}
    </li>
  );
}
