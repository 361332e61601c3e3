import { findPasswordLink } from '@caseload/shared/passwordLinks/endpoints.ts';
import { Alert, Container, Paper, Skeleton, Stack, Text } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useLocation } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../api/call.ts';
import { problemOf } from '../api/errors.ts';
import { sessionQuery } from '../session/sessionQuery.ts';
import { ErrorPanel } from '../ui/ErrorPanel.tsx';
import { PageHeading } from '../ui/PageHeading.tsx';
import { useDelayed } from '../ui/useDelayed.ts';
import { Wordmark } from '../ui/Wordmark.tsx';
import { LinkNoGood } from './LinkNoGood.tsx';
import { PasswordForm } from './PasswordForm.tsx';
import { PasswordIsSet } from './PasswordIsSet.tsx';

/** Where a one-time link leads: whoever has it sets a password. */
export function SetPasswordPage() {
  const token = useLocation({ select: ({ hash }) => hash });
  return (
    <Container component="main" size={580} py={{ base: 'md', sm: 64 }} px="sm">
      <Stack gap="lg">
        <Wordmark size={32} />
        <Paper withBorder p={{ base: 'md', sm: 'xl' }} radius="lg">
          {/* Another link is another visit: nothing typed for one person may go to another. */}
          <Visit key={token} token={token} />
        </Paper>
      </Stack>
    </Container>
  );
}

function Visit({ token }: { readonly token: string }) {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const [email, setEmail] = useState<string | null>(null);
  const [isVoid, setVoid] = useState(false);
  const link = useQuery({
    queryKey: [findPasswordLink.id, token] as const,
    queryFn: ({ signal }) => call(findPasswordLink, { body: { token } }, { signal }),
    enabled: token !== '' && email === null,
    staleTime: Number.POSITIVE_INFINITY,
    // The token stays nowhere longer than it is needed.
    gcTime: 0,
  });
  const isSlow = useDelayed(link.isPending && token !== '');
  const type = problemOf(link.error)?.type;

  function showSet(of: string) {
    // A session that this browser knew may have ended just now: it was the person's own.
    queryClient.removeQueries({ queryKey: sessionQuery().queryKey });
    setEmail(of);
  }

  if (email !== null) return <PasswordIsSet email={email} />;
  if (token === '' || isVoid || type === 'not-found' || type === 'validation') return <LinkNoGood />;
  const isInvitation = link.data?.purpose === 'invite';
  return (
    <Stack gap="lg">
      <div>
        <PageHeading>{t(isInvitation ? 'passwordLinks.welcome' : 'passwordLinks.title')}</PageHeading>
        {link.data !== undefined && (
          <Text className="quiet">
            {t(isInvitation ? 'passwordLinks.introInvite' : 'passwordLinks.introReset', {
              name: link.data.name,
              organisation: link.data.organisation,
            })}
          </Text>
        )}
      </div>
      {isSlow && <Skeleton height={220} />}
      {link.isError && (
        <ErrorPanel error={link.error} onRetry={() => void link.refetch()} isRetrying={link.isFetching} />
      )}
      {link.data !== undefined && (
        <PasswordForm token={token} email={link.data.email} onSet={showSet} onVoid={() => setVoid(true)} />
      )}
      {link.data?.purpose === 'reset' && <Alert color="gray">{t('passwordLinks.endsSessions')}</Alert>}
    </Stack>
  );
}
