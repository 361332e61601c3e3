import { type Session, listDemoPeople, signIn } from '@caseload/shared/session/endpoints.ts';
import { Anchor, Divider, SimpleGrid, Stack, Text, Title } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../api/call.ts';
import { endpointQuery } from '../api/endpointQuery.ts';
import { ErrorPanel } from '../ui/ErrorPanel.tsx';
import { DemoCard } from './DemoCard.tsx';
import { chooseFew, groupByOrganisation } from './demoPeople.ts';

/** The demo people as cards that sign in with one press; nothing outside demo mode. */
export function DemoPeople({ onSignedIn }: { readonly onSignedIn: (session: Session) => void }) {
  const { t } = useTranslation();
  const { data } = useQuery(endpointQuery(listDemoPeople, {}));
  const [isAll, setAll] = useState(false);
  const attempt = useMutation({
    mutationFn: (body: { email: string; password: string }) => call(signIn, { body }),
    onSuccess: onSignedIn,
  });
  if (data === undefined || data.password === null || data.people.length === 0) return null;
  const { password, people } = data;
  const few = chooseFew(people);
  return (
    <Stack component="section" gap="sm" aria-label={t('session.demo')}>
      <Divider label={<span className="quiet">{t('session.demo')}</span>} labelPosition="center" />
      {attempt.isError && <ErrorPanel error={attempt.error} />}
      {groupByOrganisation(isAll ? people : few).map((group) => (
        <Stack key={group.organisation} gap="xs">
          <Title order={2} size="sm" fw={600}>
            {group.organisation}
          </Title>
          <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="xs">
            {group.people.map((person) => (
              <DemoCard
                key={person.email}
                person={person}
                isBusy={attempt.isPending && attempt.variables.email === person.email}
                onPick={() => {
                  if (!attempt.isPending) attempt.mutate({ email: person.email, password });
                }}
              />
            ))}
          </SimpleGrid>
        </Stack>
      ))}
      {people.length > few.length && (
        <Anchor
          component="button"
          type="button"
          size="sm"
          onClick={() => setAll(!isAll)}
          aria-expanded={isAll}
        >
          {isAll ? t('session.fewPeople') : t('session.allPeople', { count: people.length })}
        </Anchor>
      )}
      <Text size="xs" className="quiet" ta="center">
        {t('session.demoPassword', { password })}
      </Text>
    </Stack>
  );
}
