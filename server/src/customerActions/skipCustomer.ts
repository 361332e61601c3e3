import type { Database } from '@caseload/db/kernel/openDatabase.ts';
import type { Actor } from '../session/actor.ts';
import type { Operation } from './operation.ts';
import { type RecordedRemark, recordRemark } from './recordRemark.ts';

/** Records that the person passed the customer over in their queue. It changes nothing and waits for nobody. */
export const skipCustomer = (
  database: Database,
  actor: Actor,
  operation: Operation,
  customerId: string,
  reason: string,
): Promise<RecordedRemark> =>
  recordRemark(database, actor, operation, { customerId, type: 'skip', comment: reason });
