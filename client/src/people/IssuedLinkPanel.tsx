import type { Person } from '@caseload/shared/people/person.ts';
import type { IssuedLink } from '@caseload/shared/passwordLinks/passwordLink.ts';
import { Alert, Group, Stack, Text, TextInput } from '@mantine/core';
import { IconMail, IconMailOff } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { CopyButton } from '../conflicts/CopyButton.tsx';
import { formatDayAndTime } from '../time/formatTime.ts';
import { usePlace } from '../time/place.ts';

type Props = { readonly person: Pick<Person, 'name' | 'email'>; readonly link: IssuedLink };

/** What became of a new link: sent by mail, or to be handed over, shown this once. */
export function IssuedLinkPanel({ person: { name, email }, link }: Props) {
  const { t } = useTranslation();
  const place = usePlace();
  const until = formatDayAndTime(new Date(link.expiresAt), place);
  if (link.address === null)
    return (
      <Alert
        color="green"
        icon={<IconMail aria-hidden />}
        title={t('people.mailSent', { email: email ?? '' })}
      >
        {t('people.mailSentHint', { until })}
      </Alert>
    );
  return (
    <Stack gap="sm">
      {link.mailFailed && (
        <Alert color="yellow" icon={<IconMailOff aria-hidden />}>
          {t('people.mailFailed', { email: email ?? '' })}
        </Alert>
      )}
      <Text>{t('people.handLinkOver', { name })}</Text>
      <Group align="end" gap="xs" wrap="nowrap">
        <TextInput
          className="link-box"
          label={t('people.linkLabel')}
          value={link.address}
          readOnly
          onFocus={(event) => event.currentTarget.select()}
        />
        <CopyButton size="sm" text={link.address} label={t('people.copy')} />
      </Group>
      <Text size="sm" className="quiet">
        {t('people.linkOnce', { until })}
      </Text>
    </Stack>
  );
}
