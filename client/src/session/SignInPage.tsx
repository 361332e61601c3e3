import type { Session } from '@caseload/shared/session/endpoints.ts';
import { Container, Paper, Stack, Text } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useRouter, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { PageHeading } from '../ui/PageHeading.tsx';
import { Wordmark } from '../ui/Wordmark.tsx';
import { DemoPeople } from './DemoPeople.tsx';
import { tellOtherTabs } from './otherTabs.ts';
import { returnAddress } from './returnAddress.ts';
import { SignInForm } from './SignInForm.tsx';
import { sessionQuery } from './sessionQuery.ts';

export function SignInPage() {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const router = useRouter();
  const { returnTo } = useSearch({ from: '/sign-in' });

  function onSignedIn(session: Session) {
    queryClient.setQueryData(sessionQuery().queryKey, session);
    tellOtherTabs(session.employee.id);
    router.history.push(returnAddress(returnTo, window.location.origin));
  }

  return (
    <Container component="main" size={580} py={{ base: 'md', sm: 64 }} px="sm">
      <Stack gap="lg">
        <Wordmark size={32} />
        <Paper withBorder p={{ base: 'md', sm: 'xl' }} radius="lg">
          <Stack gap="lg">
            <div>
              <PageHeading>{t('session.title')}</PageHeading>
              <Text className="quiet">{t('session.intro')}</Text>
            </div>
            <SignInForm onSignedIn={onSignedIn} />
            <DemoPeople onSignedIn={onSignedIn} />
          </Stack>
        </Paper>
      </Stack>
    </Container>
  );
}
