import { useTranslation } from 'react-i18next';
import { ExportMenu } from '../exports/ExportMenu.tsx';
import { ACTIVITY_FILES } from '../exports/files.ts';
import { useExportOffers } from '../exports/useExportOffers.ts';
import type { ActivityFilterQuery } from './activityQuery.ts';

/** What the filters leave, as a file. */
export function ExportButton({ filter }: { readonly filter: ActivityFilterQuery }) {
  const { t } = useTranslation();
  useExportOffers(ACTIVITY_FILES, filter);
  return (
    <ExportMenu
      paths={ACTIVITY_FILES}
      query={filter}
      textOf={(count, formatted) => t('exports.rows', { count, formatted })}
    />
  );
}
