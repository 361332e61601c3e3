import { type Batch, BATCH_MAXIMUM } from '@caseload/shared/batches/batch.ts';
import { canManageTags } from '@caseload/shared/rules/canManage.ts';
import type { Database } from '@caseload/db/kernel/openDatabase.ts';
import type { Transaction } from '@caseload/db/kernel/transaction.ts';
import { BATCH_DEADLINE_MS } from '../batches/batchDeadline.ts';
import { createBatchWithin } from '../batches/createBatch.ts';
import { presentBatch } from '../batches/presentBatch.ts';
import { takeTime } from '../batches/queries.ts';
import { type Operation, refuseOtherRequest } from '../customerActions/operation.ts';
import { forbidden, invalid } from '../http/problemError.ts';
import { findOrganisationOperation } from '../organisationActions/queries.ts';
import { recordOrganisationAction } from '../organisationActions/recordOrganisationAction.ts';
import type { Actor } from '../session/actor.ts';
import { findTags, insertSuggestion, lockTagged, lockTags, removeSuggestions } from './queries.ts';

/** Which tags go, and what stands in their place; null for nothing. */
export type TagReplacement = { readonly tags: readonly string[]; readonly into: string | null };

export function refuseUnlessManaging(actor: Actor): void {
  if (!canManageTags(actor)) throw forbidden('Only administrators manage tags.');
}

/**
 * Puts one tag in the place of others, or none, at every customer that has one of them, archived ones too: one
 * batch, which can be undone. The tags that go are suggested no more. Null when no customer had one.
 */
export async function replaceTags(
  database: Database,
  actor: Actor,
  operation: Operation,
  replacement: TagReplacement,
): Promise<{ batch: Batch | null }> {
  refuseUnlessManaging(actor);
  const { organisationId } = actor;
  const { tags, into } = replacement;
  const work = async (tx: Transaction): Promise<{ batch: Batch | null }> => {
    await takeTime(tx);
    await lockTags(tx, organisationId);
    const [known, [earlier]] = await tx.together([
      findTags(tx, organisationId, tags),
      findOrganisationOperation(tx, organisationId, operation.id),
    ]);
    if (earlier) {
      refuseOtherRequest(operation, earlier);
      return { batch: earlier.batchId === null ? null : await presentBatch(tx, actor, earlier.batchId) };
    }
    refuseUnknown(
      tags,
      known.map(({ name }) => name),
    );
    const batch = await changeCustomers(tx, actor, operation, replacement);
    await tx.together([
      removeSuggestions(tx, organisationId, tags),
      ...(into === null ? [] : [insertSuggestion(tx, organisationId, into)]),
      recordOrganisationAction(tx, actor, operation, {
        type: into === null ? 'tag_remove' : 'tag_merge',
        subject: { kind: 'tag', id: tags.join(', '), name: tags.join(', ') },
        changes: [{ field: 'tags', from: tags, to: into === null ? [] : [into] }],
        ...(batch === null ? {} : { batchId: batch.id }),
      }),
    ]);
    return { batch };
  };
  return database.write({ organisationId }, work, { repeatable: true, deadlineMs: BATCH_DEADLINE_MS });
}

function refuseUnknown(tags: readonly string[], known: readonly string[]): void {
  const issues = tags.flatMap((tag, index) =>
    known.includes(tag)
      ? []
      : [{ in: 'body' as const, pointer: `/tags/${index}`, message: 'is no tag of this organisation' }],
  );
  if (issues.length > 0) throw invalid(issues);
}

async function changeCustomers(
  tx: Transaction,
  actor: Actor,
  operation: Operation,
  { tags, into }: TagReplacement,
): Promise<Batch | null> {
  const tagged = await lockTagged(tx, actor.organisationId, tags, BATCH_MAXIMUM + 1);
  if (tagged.length > BATCH_MAXIMUM) throw invalid([TOO_MANY]);
  if (tagged.length === 0) return null;
  return createBatchWithin(tx, actor, operation, {
    kind: 'change',
    customers: tagged,
    mode: 'all-or-nothing',
    dryRun: false,
    archivedToo: true,
    targets: [],
    wishOf: () => (row) => ({ tags: replacedTags(row.tags, tags, into) }),
  });
}

const TOO_MANY = {
  in: 'body',
  pointer: '/tags',
  message: `more than ${BATCH_MAXIMUM} customers have one of them`,
} as const;

/** The new tag stands where the first of the old ones was; none stands twice. */
export function replacedTags(
  present: readonly string[],
  gone: readonly string[],
  into: string | null,
): string[] {
  const kept = present.flatMap((tag) => (gone.includes(tag) ? (into ?? []) : tag));
  return [...new Set(kept)];
}
