import { exportActivity } from '@caseload/shared/activity/endpoints.ts';
import { Button } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { addressOf } from '../api/addressOf.ts';
import type { ActivityFilterQuery } from './activityQuery.ts';

/** A plain link, so that the browser itself shows the download and can cancel it. */
export function ExportButton({ filter }: { readonly filter: ActivityFilterQuery }) {
  const { t } = useTranslation();
  return (
    <Button
      component="a"
      href={addressOf(exportActivity.path, { query: filter })}
      download
      className="activity__export"
      variant="default"
      leftSection={<IconDownload size={16} aria-hidden />}
    >
      {t('activity.export')}
    </Button>
  );
}
