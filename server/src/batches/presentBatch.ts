import type { Batch } from '@caseload/shared/batches/batch.ts';
import type { Database } from '@caseload/db/kernel/openDatabase.ts';
import type { Transaction } from '@caseload/db/kernel/transaction.ts';
import { notFound } from '../http/problemError.ts';
import type { Actor } from '../session/actor.ts';
import { findBatch } from './itemQueries.ts';

/** A batch as it stands, with everything it left alone. */
export async function getBatch(database: Database, { organisationId }: Actor, id: string): Promise<Batch> {
  const [[batch]] = await database.read({ organisationId }, (tx) => [findBatch(tx, organisationId, id)]);
  return present(batch);
}

/** The same as a transaction has it now. */
export async function presentBatch(tx: Transaction, { organisationId }: Actor, id: string): Promise<Batch> {
  const [batch] = await findBatch(tx, organisationId, id);
  return present(batch);
}

function present(batch: Batch | undefined): Batch {
  if (!batch) throw notFound('There is no such batch.');
  return batch;
}
