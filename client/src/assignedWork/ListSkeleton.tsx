import { Skeleton, Stack, VisuallyHidden } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useDelayed } from '../ui/useDelayed.ts';

/** Stands where the rows will be, once waiting for them has become noticeable. */
export function ListSkeleton() {
  const { t } = useTranslation();
  const isShown = useDelayed(true);
  if (!isShown) return null;
  return (
    <Stack gap="sm" p="md" role="status">
      <VisuallyHidden>{t('assignedWork.loading')}</VisuallyHidden>
      {Array.from({ length: 12 }, (_, row) => (
        <Skeleton key={row} height={24} />
      ))}
    </Stack>
  );
}
