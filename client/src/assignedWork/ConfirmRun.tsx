import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { RowEdit } from './rowEdit.ts';

type Props = {
  /** What is about to be done; null while nothing is. */
  readonly edit: RowEdit | null;
  readonly count: number;
  readonly onConfirm: (edit: RowEdit) => void;
  readonly onClose: () => void;
};

/** Says what a change of many customers will do before it does it. */
export function ConfirmRun({ edit, count, onConfirm, onClose }: Props) {
  const { t } = useTranslation();
  return (
    <Modal
      opened={edit !== null}
      onClose={onClose}
      title={t('assignedWork.confirmTitle', { count })}
      closeButtonProps={{ 'aria-label': t('assignedWork.close') }}
    >
      {edit !== null && (
        <Stack>
          <Text>{t('assignedWork.confirm', { label: edit.label, count })}</Text>
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t('assignedWork.cancel')}
            </Button>
            <Button data-autofocus onClick={() => onConfirm(edit)}>
              {t('assignedWork.confirmNow', { count })}
            </Button>
          </Group>
        </Stack>
      )}
    </Modal>
  );
}
