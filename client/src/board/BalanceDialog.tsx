import type { Board } from '@caseload/shared/board/board.ts';
import { Button, Checkbox, Group, Modal, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { planFailureText } from '../batches/planFailureText.ts';
import { CountedText } from '../ui/CountedText.tsx';
import { useBatchStart } from '../batches/useBatchStart.tsx';
import { usePlace } from '../time/place.ts';
import { countOf, type Giver, giversOf } from './givers.ts';

type Props = Pick<Board, 'balance'> & { readonly onClose: () => void };

/** Who could give how many to whom; nothing moves before its preview was seen. */
export function BalanceDialog({ balance, onClose }: Props) {
  const { t } = useTranslation();
  const { language } = usePlace();
  const { planning, start } = useBatchStart();
  // As it was when it was opened: what stands here must not change under the hand.
  const [givers] = useState(() => giversOf(balance.moves));
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const chosen = givers.filter(({ id }) => !left.has(id)).flatMap(({ moves }) => moves);
  const count = countOf(chosen);

  function toggle(id: string): void {
    const next = new Set(left);
    if (!next.delete(id)) next.add(id);
    setLeft(next);
  }

  function preview(): void {
    const moves = chosen.map((move) => ({ from: move.from.id, to: move.to.id, count: move.count }));
    start(() => Promise.resolve({ mode: 'best-effort', from: 'board', listAddress: null, moves }));
  }

  return (
    <Modal
      opened
      onClose={onClose}
      title={t('board.balance')}
      size="lg"
      closeButtonProps={{ 'aria-label': t('assignedWork.close') }}
    >
      <Stack gap="sm">
        <Text size="sm">{t('board.balanceHelp')}</Text>
        {givers.map((giver) => (
          <GiverLine
            key={giver.id}
            giver={giver}
            isChosen={!left.has(giver.id)}
            onToggle={() => toggle(giver.id)}
          />
        ))}
        {planning?.is === 'failed' && (
          <Text size="sm" role="alert" className="board__failure">
            <CountedText error={planning.error} textOf={(left) => planFailureText(t, planning.error, left)} />
          </Text>
        )}
        <Group justify="flex-end">
          <Button
            data-autofocus
            loading={planning?.is === 'planning'}
            disabled={count === 0}
            onClick={planning?.is === 'failed' ? planning.retry : preview}
          >
            {t('board.previewMoves', { count, formatted: count.toLocaleString(language) })}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}

type LineProps = {
  readonly giver: Giver;
  readonly isChosen: boolean;
  readonly onToggle: () => void;
};

function GiverLine({ giver: { name, count, moves }, isChosen, onToggle }: LineProps) {
  const { t } = useTranslation();
  const { language } = usePlace();
  const [only] = moves;
  const formatted = count.toLocaleString(language);
  const label =
    moves.length === 1 && only !== undefined
      ? t('board.move', { formatted, from: name, to: only.to.name })
      : t('board.moveToMany', { count: moves.length, formatted, from: name });
  return (
    <div>
      <Checkbox size="sm" label={label} checked={isChosen} onChange={onToggle} />
      {moves.length > 1 && (
        <ul className="balance__takers quiet">
          {moves.map(({ to, count: many }) => (
            <li key={to.id}>
              {t('board.towards', { name: to.name, formatted: many.toLocaleString(language) })}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
