import { Anchor, Container, Stack, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { PageHeading } from '../ui/PageHeading.tsx';

/** Stands at the address of a screen that the person may not use. */
export function NoPermission({ text }: { readonly text: string }) {
  const { t } = useTranslation();
  return (
    <Container component="section" size="sm" py="xl">
      <Stack>
        <PageHeading>{t('errors.noPermissionTitle')}</PageHeading>
        <Text>{text}</Text>
        <Anchor component={Link} to="/my-work">
          {t('errors.toMyWork')}
        </Anchor>
      </Stack>
    </Container>
  );
}
