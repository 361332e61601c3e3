import { Anchor, Stack, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { PageHeading } from '../ui/PageHeading.tsx';

/** A link that was used, replaced, has expired or never was one: which of them, nobody is told. */
export function LinkNoGood() {
  const { t } = useTranslation();
  return (
    <Stack>
      <PageHeading>{t('passwordLinks.noGoodTitle')}</PageHeading>
      <Text>{t('passwordLinks.noGood')}</Text>
      <Text>{t('passwordLinks.noGoodHelp')}</Text>
      <Anchor component={Link} to="/sign-in">
        {t('passwordLinks.toSignIn')}
      </Anchor>
    </Stack>
  );
}
