import { downloadImportErrors } from '@caseload/shared/imports/endpoints.ts';
import type { CustomerImport, ImportReport } from '@caseload/shared/imports/import.ts';
import { Button } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { addressOf } from '../api/addressOf.ts';
import { useSession } from '../session/sessionQuery.ts';
import { fieldName } from './fieldChoices.ts';
import { PROBLEM_TEXT } from './problemTexts.ts';
import { useWords } from './useWords.ts';

/** What is wrong with rows, by type and field, each with its first example. */
export function ProblemTable({ problems }: Pick<ImportReport, 'problems'>) {
  const { t, count } = useWords();
  const { customFields } = useSession().organisation;
  return (
    <table className="imports-table problems" aria-label={t('imports.problemsTitle')}>
      <thead>
        <tr>
          <th scope="col">{t('imports.problem')}</th>
          <th scope="col">{t('imports.column')}</th>
          <th scope="col" className="imports-table__number">
            {t('imports.rowsColumn')}
          </th>
          <th scope="col">{t('imports.firstExample')}</th>
        </tr>
      </thead>
      <tbody>
        {problems.map(({ type, field, columns, count: rows, row, text, example }) => (
          <tr key={`${type} ${field ?? ''}`}>
            <th scope="row">{t(PROBLEM_TEXT[type])}</th>
            <td>
              {field === null ? t('imports.wholeRow') : fieldName(t, customFields, field)}
              {columns.length > 0 && (
                <span className="problems__columns quiet" data-user-text>
                  {columns.join(', ')}
                </span>
              )}
            </td>
            <td className="imports-table__number" data-label={t('imports.rowsColumn')}>
              {count(rows)}
            </td>
            <td className="problems__example">
              {t('imports.exampleRow', { row: count(row) })}{' '}
              {/* What the server says of it, in English: nothing else tells what is wrong. */}
              <span data-user-text>{type === 'other' ? example : text}</span>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** A plain link, so that the browser itself shows the download. */
export function DownloadErrors({ import: { id, hasErrorFile } }: { readonly import: CustomerImport }) {
  const { t } = useTranslation();
  if (!hasErrorFile) return null;
  return (
    <div className="imports__download">
      <Button
        component="a"
        variant="default"
        size="sm"
        leftSection={<IconDownload size={16} aria-hidden />}
        href={addressOf(downloadImportErrors.path, { params: { id } })}
        download
      >
        {t('imports.downloadErrors')}
      </Button>
      <span className="quiet">{t('imports.errorsHint')}</span>
    </div>
  );
}
