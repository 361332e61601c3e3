import type { Transaction } from './transaction.ts';

/** As the first statement: has all that follow read one moment, where each would read its own. */
export const holdStill = (tx: Transaction) =>
  tx.raw('set transaction isolation level repeatable read, read only', []);
