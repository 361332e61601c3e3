import type { Board } from '@caseload/shared/board/board.ts';
import { Button } from '@mantine/core';
import { IconScale } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { usePlace } from '../time/place.ts';
import { lateDialog } from '../ui/lateDialog.tsx';
import { countOf } from './givers.ts';

const [BalanceDialog, useFetchBalanceDialog] = lateDialog(() =>
  import('./BalanceDialog.tsx').then((loaded) => loaded.BalanceDialog),
);

/** Whether work could be evened out. Always one line, so that no row moves when that changes. */
export function BalancePanel({ balance }: Pick<Board, 'balance'>) {
  const { t } = useTranslation();
  useFetchBalanceDialog();
  const { language } = usePlace();
  const [isOpen, setOpen] = useState(false);
  const count = countOf(balance.moves);
  const average = Math.round(balance.average);
  const format = (number: number) => number.toLocaleString(language);
  return (
    <section className="balance" aria-label={t('board.balance')}>
      <IconScale size={18} aria-hidden />
      <span>
        {t('board.average', { count: average, formatted: format(average) })}{' '}
        {count === 0 ? t('board.isEven') : t('board.couldMove', { count, formatted: format(count) })}
      </span>
      {count > 0 && (
        <Button size="compact-sm" variant="default" onClick={() => setOpen(true)}>
          {t('board.seeMoves')}
        </Button>
      )}
      {isOpen && <BalanceDialog balance={balance} onClose={() => setOpen(false)} />}
    </section>
  );
}
