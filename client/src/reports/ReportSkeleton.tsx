import { Skeleton } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useDelayed } from '../ui/useDelayed.ts';

/** Stands where the numbers will be, once that takes noticeably long. */
export function ReportSkeleton() {
  const { t } = useTranslation();
  if (!useDelayed(true)) return null;
  return (
    <div className="reports__content" role="status" aria-label={t('reports.loading')}>
      <Skeleton height={88} />
      <Skeleton height={320} />
      <Skeleton height={320} />
    </div>
  );
}
