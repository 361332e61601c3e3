import type { Session } from '@caseload/shared/session/endpoints.ts';
import { Button, Modal, Stack, Text } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { isSignInNeeded, resumeAfterSignIn, subscribeToSignInNeeded } from '../api/sessionExpiry.ts';
import { leaveTo } from './leaveTo.ts';
import { listenToOtherTabs, tellOtherTabs } from './otherTabs.ts';
import { SignInForm } from './SignInForm.tsx';
import { sessionQuery } from './sessionQuery.ts';

/**
 * Sign-in over the page when the session has ended under it. Only the person who was signed in may go on:
 * a call of theirs that waits must not be sent as somebody else. One address may belong to people of several
 * organisations, so it is the person that is compared.
 */
export function SignInAgain() {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const isNeeded = useSyncExternalStore(subscribeToSignInNeeded, isSignInNeeded);
  const person = queryClient.getQueryData(sessionQuery().queryKey)?.employee;
  const email = person?.email ?? null;

  useEffect(
    () =>
      listenToOtherTabs((employeeId) => {
        const here = queryClient.getQueryData(sessionQuery().queryKey)?.employee.id;
        if (here === undefined || employeeId === null) return;
        if (employeeId === here) resumeAfterSignIn();
        else leaveTo('/');
      }),
    [queryClient],
  );

  function onSignedIn(session: Session) {
    tellOtherTabs(session.employee.id);
    if (session.employee.id !== person?.id) {
      leaveTo('/');
      return;
    }
    queryClient.setQueryData(sessionQuery().queryKey, session);
    resumeAfterSignIn();
  }

  return (
    <Modal
      opened={isNeeded && person !== undefined}
      onClose={() => undefined}
      closeOnEscape={false}
      closeOnClickOutside={false}
      withCloseButton={false}
      title={t('session.again')}
      zIndex={1000}
      centered
    >
      <Stack>
        <Text size="sm">{t('session.againIntro')}</Text>
        <SignInForm onSignedIn={onSignedIn} {...(email === null ? {} : { onlyEmail: email })} />
        <Button variant="subtle" onClick={() => leaveTo('/sign-in')}>
          {t('session.someoneElse')}
        </Button>
      </Stack>
    </Modal>
  );
}
