import type { Database } from '@caseload/db/kernel/openDatabase.ts';

export type Readiness = {
  /** Why nothing should be sent here now, or undefined. */
  findFault(): Promise<string | undefined>;
  /** From now on the answer is "shutting down", so that a balancer looks elsewhere. */
  startDraining(): void;
};

const NOBODY = { organisationId: '00000000-0000-0000-0000-000000000000' };
const FRESH_MS = 500;

/** Asks the database on a connection of its own; many probes at once share one question. */
export function makeReadiness(database: Database): Readiness {
  let draining = false;
  let asked: { readonly at: number; readonly answer: Promise<string | undefined> } | undefined;

  const ask = async () => {
    try {
      await database.read(NOBODY, (tx) => [tx.raw('select 1', [])]);
      return undefined;
    } catch {
      return 'The database does not answer.';
    }
  };

  return {
    async findFault() {
      if (draining) return 'Shutting down.';
      // Not the time of day, which may be set back.
      const now = performance.now();
      if (!asked || now - asked.at > FRESH_MS) asked = { at: now, answer: ask() };
      return asked.answer;
    },
    startDraining() {
      draining = true;
    },
  };
}
