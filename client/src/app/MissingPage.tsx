import { Anchor, Container, Stack, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { PageHeading } from '../ui/PageHeading.tsx';

export function MissingPage() {
  const { t } = useTranslation();
  return (
    <Container component="section" size="sm" py="xl">
      <Stack>
        <PageHeading>{t('errors.missingPageTitle')}</PageHeading>
        <Text>{t('errors.missingPage')}</Text>
        <Anchor component={Link} to="/my-work">
          {t('errors.toMyWork')}
        </Anchor>
      </Stack>
    </Container>
  );
}
