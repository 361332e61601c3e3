import { canImport } from '@caseload/shared/rules/canImport.ts';
import { Anchor, Container, Skeleton, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { problemOf } from '../api/errors.ts';
import { NoPermission } from '../app/NoPermission.tsx';
import { useSession } from '../session/sessionQuery.ts';
import { NotLoaded } from '../ui/NotLoaded.tsx';
import { PageHeading } from '../ui/PageHeading.tsx';
import { useDelayed } from '../ui/useDelayed.ts';
import { ImportWizard } from './ImportWizard.tsx';
import { importQuery } from './importsQuery.ts';
import './imports.css';

/** One import at the step its address names. */
export function ImportPage() {
  const { t } = useTranslation();
  const { importId } = useParams({ from: '/signedIn/import/$importId' });
  const { employee } = useSession();
  if (!canImport(employee)) return <NoPermission text={t('imports.noPermission')} />;
  return <Loaded key={importId} id={importId} />;
}

function Loaded({ id }: { readonly id: string }) {
  const { t } = useTranslation();
  const { data, error, refetch, isFetching, isError } = useQuery(importQuery(id));
  if (data !== undefined) return <ImportWizard import={data} isStale={isError} />;
  if (error === null) return <Loading />;
  if (problemOf(error)?.type === 'forbidden') return <NoPermission text={t('imports.noPermission')} />;
  return (
    <Container component="section" size="sm" py="xl">
      <Stack align="flex-start">
        <NotLoaded
          error={error}
          onRetry={() => void refetch()}
          isRetrying={isFetching}
          missing={{ title: t('imports.notFoundTitle'), text: t('imports.notFound') }}
          failedTitle={t('imports.title')}
        />
        <Anchor component={Link} to="/import">
          {t('imports.backToAll')}
        </Anchor>
      </Stack>
    </Container>
  );
}

function Loading() {
  const { t } = useTranslation();
  const isSlow = useDelayed(true);
  return (
    <section className="imports" aria-busy="true">
      <PageHeading>{t('imports.title')}</PageHeading>
      <div role="status">{isSlow && <Text className="quiet">{t('imports.loading')}</Text>}</div>
      {isSlow && <Skeleton height={200} aria-hidden />}
    </section>
  );
}
