import { Container, Stack } from '@mantine/core';
import { useQueryErrorResetBoundary } from '@tanstack/react-query';
import { type ErrorComponentProps, useRouter } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { needsNewPage } from '../api/fetchCode.ts';
import { ErrorPanel } from '../ui/ErrorPanel.tsx';
import { PageHeading } from '../ui/PageHeading.tsx';

/** Stands in for a page that could not be loaded or drawn. */
export function PageError({ error, reset }: ErrorComponentProps) {
  const { t } = useTranslation();
  const router = useRouter();
  const boundary = useQueryErrorResetBoundary();
  function retry() {
    if (needsNewPage(error)) return window.location.reload();
    boundary.reset();
    reset();
    void router.invalidate();
  }
  return (
    <Container component="section" size="sm" py="xl">
      <Stack>
        <PageHeading>{t('errors.pageTitle')}</PageHeading>
        <ErrorPanel error={error} onRetry={retry} />
      </Stack>
    </Container>
  );
}
