import { Button, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { sessionQuery } from '../session/sessionQuery.ts';
import { useSignOut } from '../session/useSignOut.ts';
import { ErrorPanel } from '../ui/ErrorPanel.tsx';
import { PageHeading } from '../ui/PageHeading.tsx';

/** The password is set; what is left is to sign in. */
export function PasswordIsSet({ email }: { readonly email: string }) {
  const { t } = useTranslation();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const session = useQuery(sessionQuery());
  const signOut = useSignOut();
  const other = session.data ?? null;
  return (
    <Stack align="flex-start">
      <PageHeading ref={heading} tabIndex={-1}>
        {t('passwordLinks.setTitle')}
      </PageHeading>
      <Text>{t('passwordLinks.set', { email })}</Text>
      {other === null ? (
        <Button renderRoot={(props) => <Link to="/sign-in" {...props} />}>{t('passwordLinks.signIn')}</Button>
      ) : (
        <>
          <Text>{t('passwordLinks.otherSession', { name: other.employee.name })}</Text>
          {signOut.isError && <ErrorPanel error={signOut.error} />}
          <Button loading={signOut.isPending} onClick={() => signOut.mutate()}>
            {t('passwordLinks.signOutFirst')}
          </Button>
        </>
      )}
    </Stack>
  );
}
