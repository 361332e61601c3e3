import type { TFunction } from 'i18next';
import type { BulkEdit } from './rowEdit.ts';

/** Takes customers out of the lists, or puts them back. */
export function archiveEdit(t: TFunction, archived: boolean): BulkEdit {
  return {
    label: t(archived ? 'batches.archive' : 'batches.restore'),
    make: () => ({ archived }),
    changes: { archived },
  };
}
