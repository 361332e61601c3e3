import type { TFunction } from 'i18next';
import { retryAfterOf } from '../api/errors.ts';
import { errorText } from '../api/errorText.ts';
import { isLostFile } from './outboxEntry.ts';
import type { UnsentComment } from './outbox.ts';

/** How a comment stands that the server has not acknowledged. */
export function unsentText(
  t: TFunction,
  { phase, error, files }: UnsentComment,
  secondsLeft = retryAfterOf(error) ?? 0,
): string {
  if (phase === 'sending') return t('outbox.sending');
  const lost = files.find(isLostFile);
  if (lost !== undefined) return t('outbox.refused', { reason: t('outbox.lostFile', { name: lost.name }) });
  if (phase === 'refused') return t('outbox.refused', { reason: errorText(t, error, secondsLeft) });
  return error === null
    ? t('outbox.waiting')
    : t('outbox.waitingBecause', { reason: errorText(t, error, secondsLeft) });
}
