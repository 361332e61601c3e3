import type { Session } from '@caseload/shared/session/endpoints.ts';
import { Button, Modal, Stack, Text } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import {
  isSignInNeeded,
  isSomebodyElseHere,
  resumeAfterSignIn,
  somebodyElseSignedIn,
  subscribeToSignInNeeded,
} from '../api/sessionExpiry.ts';
import { leaveTo } from './leaveTo.ts';
import { listenToOtherTabs, tellOtherTabs } from './otherTabs.ts';
import { SignInForm } from './SignInForm.tsx';
import { sessionQuery } from './sessionQuery.ts';

/**
 * Sign-in over the page when the session has ended under it, or somebody else's has begun: a person whom the browser
 * asks because something waits may stay on the page. Only the person who was signed in may go on: a call of theirs that
 * waits must not be sent as somebody else. One address may belong to people of several organisations, so it is the person
 * that is compared.
 */
export function SignInAgain() {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const isNeeded = useSyncExternalStore(subscribeToSignInNeeded, isSignInNeeded);
  const isSomebodyElse = useSyncExternalStore(subscribeToSignInNeeded, isSomebodyElseHere);
  const person = queryClient.getQueryData(sessionQuery().queryKey)?.employee;
  const email = person?.email ?? null;

  useEffect(
    () =>
      listenToOtherTabs((employeeId) => {
        const here = queryClient.getQueryData(sessionQuery().queryKey)?.employee.id;
        if (here === undefined || employeeId === null) return;
        if (employeeId === here) resumeAfterSignIn();
        else leaveToSomebodyElse();
      }),
    [queryClient],
  );

  function onSignedIn(session: Session) {
    tellOtherTabs(session.employee.id);
    if (session.employee.id !== person?.id) {
      leaveToSomebodyElse();
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
      title={isSomebodyElse ? t('session.taken') : t('session.again')}
      zIndex={1000}
      centered
    >
      <Stack>
        <Text size="sm">{isSomebodyElse ? t('session.takenIntro') : t('session.againIntro')}</Text>
        <SignInForm onSignedIn={onSignedIn} {...(email === null ? {} : { onlyEmail: email })} />
        <Button variant="subtle" onClick={() => leaveTo(isSomebodyElse ? '/' : '/sign-in')}>
          {isSomebodyElse ? t('session.leave') : t('session.someoneElse')}
        </Button>
      </Stack>
    </Modal>
  );
}

/** Nothing goes out in their name, also when the browser lets the person stay. */
function leaveToSomebodyElse(): void {
  somebodyElseSignedIn();
  leaveTo('/');
}
