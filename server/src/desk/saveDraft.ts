import { DRAFT_MAXIMUM_BYTES, type Draft } from '@caseload/shared/desk/endpoints.ts';
import { violatedConstraint } from '@caseload/db/kernel/errors.ts';
import type { Database } from '@caseload/db/kernel/openDatabase.ts';
import { invalid, notFound } from '../http/problemError.ts';
import {
  type DraftName,
  DRAFTS_MAXIMUM,
  findDraft,
  type Place,
  saveDraft as save,
  takeTurns,
} from './queries.ts';

/**
 * Keeps what a person typed on one device, in one round trip. What they typed there later stays. Nothing of
 * theirs is dropped to make room: with too many drafts the new one is refused.
 */
export async function saveDraft(
  database: Database,
  place: Place,
  draft: DraftName & Pick<Draft, 'content' | 'typedAt'>,
): Promise<void> {
  refuseLarge(draft.content);
  const { organisationId } = place.actor;
  const isKept = await database
    .write(
      { organisationId },
      (tx) =>
        tx.commit(
          [takeTurns(tx, place.actor), save(tx, place, draft), findDraft(tx, place, draft)],
          (_turn, _saved, kept) => kept.length > 0,
        ),
      { repeatable: true },
    )
    .catch((error: unknown) => {
      if (violatedConstraint(error) === 'drafts_customer') throw notFound('There is no such customer.');
      throw error;
    });
  if (!isKept) {
    throw invalid([
      {
        in: 'body',
        pointer: '/content',
        message: `is one more than the ${DRAFTS_MAXIMUM} drafts a person can have`,
      },
    ]);
  }
}

/** PostgreSQL writes out 1e-300 with all its zeros, so that a small body could become a large answer. */
const LONGEST_NUMBER = '0'.repeat(350);

function refuseLarge(content: Draft['content']): void {
  const written = JSON.stringify(content, (_key, value: unknown) =>
    typeof value === 'number' && String(value).includes('e') ? LONGEST_NUMBER : value,
  );
  if (Buffer.byteLength(written) <= DRAFT_MAXIMUM_BYTES) return;
  throw invalid([
    { in: 'body', pointer: '/content', message: `must not be larger than ${DRAFT_MAXIMUM_BYTES} bytes` },
  ]);
}
