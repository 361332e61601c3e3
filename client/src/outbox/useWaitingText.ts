import { useTranslation } from 'react-i18next';
import type { Connection } from './connection.ts';
import type { WhatWaits } from './whatWaits.ts';

/** The sentences of the bar: how the way to the server is, and how much waits. */
export function useWaitingText(state: Connection, { counts, isAnything }: WhatWaits): string {
  const { t } = useTranslation();
  const sentences = [
    stateText(),
    counts.comments > 0 && t('outbox.comments', { count: counts.comments }),
    counts.lost > 0 && t('outbox.saves', { count: counts.lost }),
    counts.refused > 0 && t('outbox.refusedComments', { count: counts.refused }),
    counts.stuck > 0 && t('outbox.stuckSaves', { count: counts.stuck }),
    counts.kept > 0 && t('outbox.keptTexts', { count: counts.kept }),
    !isAnything && t('outbox.typeOn'),
  ];
  return sentences.filter((sentence) => sentence !== false).join(' ');

  function stateText(): string {
    if (state === 'offline') return t('outbox.offline');
    return state === 'unreachable' ? t('outbox.unreachable') : t('outbox.waits');
  }
}
