import type { ConflictProblem } from '@caseload/shared/contracts/problems.ts';
import type { Customer } from '@caseload/shared/customers/customer.ts';
import { ProblemError } from '../api/errors.ts';
import { type CustomerChange, isEmptyChange, mergeChanges } from '../conflicts/customerChange.ts';
import type { Question } from '../conflicts/question.ts';
import { rebase, type TheirChange } from '../conflicts/rebase.ts';
import { countUnheard, createOwnSaves } from './ownSaves.ts';

/** What became of one PATCH. `lost`: nobody knows whether it was written, so it is repeated under its key. */
export type SendAnswer =
  | { readonly kind: 'saved'; readonly customer: Customer }
  | { readonly kind: 'conflict'; readonly problem: ConflictProblem }
  | { readonly kind: 'refused' | 'lost'; readonly error: Error };

export type SaveOutcome =
  | { readonly kind: 'saved'; readonly customer: Customer; readonly takenOver: readonly TheirChange[] }
  /** Closed without a choice; nothing was sent, everything typed stays where it is. */
  | { readonly kind: 'undecided' }
  | { readonly kind: 'refused' | 'lost'; readonly error: Error };

export type SaverParts = {
  /** Id of the signed-in employee. */
  readonly me: string;
  readonly send: (base: Customer, change: CustomerChange, idempotencyKey: string) => Promise<SendAnswer>;
  readonly newKey: () => string;
  /** The fields to set, chosen among the clashing ones; null keeps editing. */
  readonly ask: (question: Question) => Promise<CustomerChange | null>;
  /** Called with every row that is learnt of. */
  readonly onRow: (customer: Customer) => void;
  /** Waits before another try of a lost save, false to give up. `tries` counts those already made. */
  readonly waitToRetry: (tries: number, error: Error) => Promise<boolean>;
};

export type CustomerSaver = {
  /** Saves the dirty fields typed against `base`. Saves of one customer run one after another. */
  readonly save: (base: Customer, change: CustomerChange) => Promise<SaveOutcome>;
  /** The base of an edit, moved past our own saves that came after it. */
  readonly advance: (base: Customer) => Customer;
  /** Tells of a change that was sent before this page was loaded and may have arrived. */
  readonly mayHaveArrived: (change: CustomerChange) => void;
};

/** Somebody else was quicker this often in a row: stop and say so rather than go on without end. */
const MOST_ROUNDS = 10;

type Attempt = { readonly signature: string; readonly key: string; readonly change: CustomerChange };

export function createCustomerSaver(parts: SaverParts): CustomerSaver {
  const ownSaves = createOwnSaves();
  const arrivals: CustomerChange[] = [];
  const unheard = new Map<string, Attempt>();
  let last: Promise<unknown> = Promise.resolve();

  return {
    save(base, change) {
      const turn = last.then(() => run(base, change));
      last = turn.catch(() => undefined);
      return turn;
    },
    advance: ownSaves.advance,
    mayHaveArrived: (change) => void arrivals.push(change),
  };

  async function run(typedAgainst: Customer, change: CustomerChange): Promise<SaveOutcome> {
    let base = ownSaves.advance(typedAgainst);
    let mine = change;
    const takenOver: TheirChange[] = [];
    const decided = new Set<string>();
    for (let round = 1; !isEmptyChange(mine); round += 1) {
      const answer = await sendUntilHeard(base, mine);
      if (answer.kind === 'saved') {
        ownSaves.saved(base, mine, answer.customer);
        parts.onRow(answer.customer);
        return { kind: 'saved', customer: answer.customer, takenOver };
      }
      if (answer.kind !== 'conflict') return answer;
      if (round === MOST_ROUNDS) return { kind: 'refused', error: new ProblemError(answer.problem) };

      const { current, conflicts, alsoChanged } = answer.problem;
      const reported = [...conflicts, ...alsoChanged];
      const seen = countUnheard(base, current, sentUnheard(), reported, parts.me);
      const merged = rebase({ base: seen, mine, theirs: current, reported });
      parts.onRow(current);
      takenOver.push(...merged.takenOver);
      const told = { takenOver: [...takenOver], decided: new Set(decided) };
      const question = { ...merged, ...told, base: seen, theirs: current, mine };
      const chosen = merged.clashes.length === 0 ? {} : await parts.ask(question);
      if (chosen === null) return { kind: 'undecided' };
      for (const clash of merged.clashes) decided.add(clash.field);
      mine = mergeChanges(merged.resend, chosen);
      base = current;
    }
    return { kind: 'saved', customer: base, takenOver };
  }

  async function sendUntilHeard(base: Customer, change: CustomerChange): Promise<SendAnswer> {
    const attempt = attemptFor(base, change);
    for (let tries = 1; ; tries += 1) {
      const answer = await parts.send(base, change, attempt.key);
      if (answer.kind !== 'lost') {
        unheard.delete(attempt.signature);
        return answer;
      }
      if (!(await parts.waitToRetry(tries, answer.error))) return answer;
    }
  }

  /** The same fields on the same base are the same save: pressed again after a loss, it keeps its key. */
  function attemptFor(base: Customer, change: CustomerChange): Attempt {
    const signature = JSON.stringify([base.updatedAt, change]);
    const attempt = unheard.get(signature) ?? { signature, key: parts.newKey(), change };
    unheard.set(signature, attempt);
    return attempt;
  }

  function sentUnheard(): CustomerChange[] {
    return [...arrivals, ...[...unheard.values()].map((attempt) => attempt.change)];
  }
}
