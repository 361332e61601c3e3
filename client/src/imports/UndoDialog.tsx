import type { ImportReport } from '@caseload/shared/imports/import.ts';
import { Button, Group, Stack } from '@mantine/core';
import { Dialog } from '../ui/Dialog.tsx';
import { useWords } from './useWords.ts';

export const UNDO_BUTTON_ID = 'undo-import';

type Props = {
  readonly isOpen: boolean;
  readonly result: ImportReport;
  readonly onClose: () => void;
  readonly onUndo: () => void;
};

/** Says what taking the import back means before it is done. */
export function UndoDialog({ isOpen, result, onClose, onUndo }: Props) {
  const { t, count } = useWords();
  const created = result.created + result.restored;
  const { updated } = result;
  return (
    <Dialog isOpen={isOpen} onClose={onClose} title={t('imports.undoTitle')} returnTo={UNDO_BUTTON_ID}>
      <Stack gap="sm">
        <ul className="imports__points">
          {created > 0 && <li>{t('imports.undoCreated', { count: created, shown: count(created) })}</li>}
          {updated > 0 && <li>{t('imports.undoUpdated', { count: updated, shown: count(updated) })}</li>}
          <li>{t('imports.undoKeeps')}</li>
        </ul>
        <Group gap="xs">
          <Button color="red" onClick={onUndo}>
            {t('imports.undoNow')}
          </Button>
          <Button variant="default" onClick={onClose} data-autofocus>
            {t('imports.keep')}
          </Button>
        </Group>
      </Stack>
    </Dialog>
  );
}
