import { Button, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { BatchDraft, Wish } from '../batches/batchDraft.ts';
import { gainAtMost } from '../batches/loadAfter.ts';
import { planFailureText } from '../batches/planFailureText.ts';
import { CountedText } from '../ui/CountedText.tsx';
import { useBatchStart } from '../batches/useBatchStart.tsx';
import { usePlace } from '../time/place.ts';
import { lateDialog } from '../ui/lateDialog.tsx';

const [ReassignDialog, useFetchReassignDialog] = lateDialog(() =>
  import('../batches/ReassignDialog.tsx').then((loaded) => loaded.ReassignDialog),
);

/** Shares out what is nobody's. */
export function PoolActions({ open }: { readonly open: number }) {
  const { t } = useTranslation();
  useFetchReassignDialog();
  const { timeZone } = usePlace();
  const { planning, start } = useBatchStart();
  const [way, setWay] = useState<'one' | 'several' | null>(null);
  if (open === 0) return null;

  function begin(wish: Wish): void {
    setWay(null);
    const draft: BatchDraft = {
      mode: 'best-effort',
      from: 'board',
      listAddress: null,
      wish,
      selection: { filter: { assignedTo: 'none', category: ['open', 'waiting'] }, timeZone },
    };
    start(() => Promise.resolve(draft));
  }

  return (
    <>
      <Button
        size="compact-sm"
        variant="default"
        loading={planning?.is === 'planning'}
        onClick={() => setWay('several')}
      >
        {t('board.shareOut')}
      </Button>
      {planning?.is === 'failed' && (
        <Text size="sm" role="alert" className="board__failure">
          <CountedText error={planning.error} textOf={(left) => planFailureText(t, planning.error, left)} />
        </Text>
      )}
      {way !== null && (
        <ReassignDialog
          assigning={way}
          count={open}
          gainOf={gainAtMost(open)}
          canSplit
          onWay={setWay}
          onWish={begin}
          onClose={() => setWay(null)}
        />
      )}
    </>
  );
}
