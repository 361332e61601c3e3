import { Button, Group, Modal, Stack } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Wish } from './batchDraft.ts';
import type { Gain } from './loadAfter.ts';
import { OptionBox } from './OptionBox.tsx';
import { SplitForm } from './SplitForm.tsx';
import { usePeopleToAssign } from './usePeopleToAssign.ts';

export type Assigning = 'one' | 'several';

type Props = {
  readonly assigning: Assigning;
  /** Customers it is about. */
  readonly count: number;
  readonly gainOf: (personId: string) => Gain;
  /** Whether they can be split. */
  readonly canSplit: boolean;
  readonly onWay: (assigning: Assigning) => void;
  readonly onWish: (wish: Wish) => void;
  readonly onClose: () => void;
};

const NOBODY = 'nobody';

/** Whom the chosen customers shall belong to: one person, nobody, or several. */
export function ReassignDialog(props: Props) {
  const { assigning, count, gainOf, canSplit, onWay, onWish, onClose } = props;
  const { t } = useTranslation();
  const people = usePeopleToAssign(assigning === 'one' ? gainOf : undefined);
  const options = [...people, { id: NOBODY, name: t('batches.toNobody') }];
  return (
    <Modal
      opened
      onClose={onClose}
      title={t(assigning === 'one' ? 'batches.reassignTitle' : 'batches.splitTitle', { count })}
      closeButtonProps={{ 'aria-label': t('assignedWork.close') }}
    >
      {assigning === 'one' ? (
        <Stack gap="sm">
          <OptionBox
            ask={t('batches.findPerson')}
            none={t('batches.noPerson')}
            options={options}
            onPick={(id) => onWish({ kind: 'reassign', assignedTo: id === NOBODY ? null : id })}
          />
          {canSplit && (
            <Group justify="flex-end">
              <Button variant="default" onClick={() => onWay('several')}>
                {t('batches.splitOver')}
              </Button>
            </Group>
          )}
        </Stack>
      ) : (
        <SplitForm people={people} onWish={onWish} />
      )}
    </Modal>
  );
}
