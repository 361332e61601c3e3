import type { ConflictProblem } from '@caseload/shared/contracts/problems.ts';
import type { Customer } from '@caseload/shared/customers/customer.ts';
import { ProblemError } from '../api/errors.ts';
import {
  changedFields,
  type CustomerChange,
  isEmptyChange,
  mergeChanges,
  pickFields,
} from '../conflicts/customerChange.ts';
import type { Answer, Question } from '../conflicts/question.ts';
import { rebase, type TheirChange } from '../conflicts/rebase.ts';
import { settleOwn } from '../conflicts/settleOwn.ts';
import { countUnheard, createOwnSaves, type Unheard } from './ownSaves.ts';

/** What became of one PATCH. `lost`: nobody knows whether it was written, so it is repeated under its key. */
export type SendAnswer =
  | { readonly kind: 'saved'; readonly customer: Customer }
  | { readonly kind: 'conflict'; readonly problem: ConflictProblem }
  | { readonly kind: 'refused' | 'lost'; readonly error: Error };

/** What is still wanted, after all choices made on the way, and the row it was meant for. */
export type Left = { readonly base: Customer; readonly change: CustomerChange };

export type SaveOutcome =
  | {
      readonly kind: 'saved';
      readonly customer: Customer;
      readonly takenOver: readonly TheirChange[];
      /** The same fields, changed meanwhile by this person in another window. */
      readonly ownElsewhere: readonly TheirChange[];
    }
  /** Closed without a choice: nothing was sent. */
  | { readonly kind: 'undecided'; readonly left: Left }
  | { readonly kind: 'refused' | 'lost'; readonly error: Error; readonly left: Left };

export type SaverParts = {
  /** Id of the signed-in employee. */
  readonly me: string;
  readonly send: (base: Customer, change: CustomerChange, idempotencyKey: string) => Promise<SendAnswer>;
  readonly newKey: () => string;
  /** Asks what to do with the clashing fields; null puts it off, like `keepEditing` with nothing typed. */
  readonly ask: (question: Question) => Promise<Answer | null>;
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

const NOTHING_TO_ASK: Answer = { kind: 'save', chosen: {} };

type Attempt = Unheard & { readonly signature: string; readonly key: string };

export function createCustomerSaver(parts: SaverParts): CustomerSaver {
  const ownSaves = createOwnSaves();
  const arrivals: Unheard[] = [];
  const unheard = new Map<string, Attempt>();
  let last: Promise<unknown> = Promise.resolve();

  return {
    save(base, change) {
      const turn = last.then(() => run(base, change));
      last = turn.catch(() => undefined);
      return turn;
    },
    advance: ownSaves.advance,
    mayHaveArrived: (change) => void arrivals.push({ sent: change, typed: change }),
  };

  async function run(typedAgainst: Customer, change: CustomerChange): Promise<SaveOutcome> {
    let base = ownSaves.advance(typedAgainst);
    let mine = change;
    const takenOver: TheirChange[] = [];
    const ownElsewhere: TheirChange[] = [];
    const decided = new Set<string>();
    for (let round = 1; !isEmptyChange(mine); round += 1) {
      const left = { base, change: mine };
      const typed = typedPart(change, mine);
      const answer = await sendUntilHeard(base, { sent: mine, typed });
      if (answer.kind === 'saved') {
        // What was typed, not what it was merged into: whatever was typed on top of it knows no more than that.
        const sent = new Set(changedFields(mine));
        ownSaves.saved(
          base,
          pickFields(change, (field) => sent.has(field)),
          answer.customer,
        );
        parts.onRow(answer.customer);
        return { kind: 'saved', customer: answer.customer, takenOver, ownElsewhere };
      }
      if (answer.kind !== 'conflict') return { ...answer, left };
      if (round === MOST_ROUNDS) return { kind: 'refused', error: new ProblemError(answer.problem), left };

      const { current, conflicts, alsoChanged } = answer.problem;
      const reported = [...conflicts, ...alsoChanged];
      const seen = countUnheard(base, current, sentUnheard(), reported, parts.me);
      const merged = rebase({ base: seen, mine, theirs: current, reported });
      const { clashes, resend, own } = settleOwn(merged, mine, parts.me);
      parts.onRow(current);
      takenOver.push(...merged.takenOver);
      ownElsewhere.push(...own);
      const told = { takenOver: [...takenOver], decided: new Set(decided) };
      const question = { ...told, clashes, resend, base: seen, theirs: current, mine };
      const said = clashes.length === 0 ? NOTHING_TO_ASK : await parts.ask(question);
      if (said?.kind !== 'save')
        return { kind: 'undecided', left: { base, change: mergeChanges(mine, said?.typed ?? {}) } };
      for (const clash of clashes) decided.add(clash.field);
      mine = mergeChanges(resend, said.chosen);
      base = current;
    }
    return { kind: 'saved', customer: base, takenOver, ownElsewhere };
  }

  async function sendUntilHeard(base: Customer, wanted: Unheard): Promise<SendAnswer> {
    const attempt = attemptFor(base, wanted);
    for (let tries = 1; ; tries += 1) {
      const answer = await parts.send(base, wanted.sent, attempt.key);
      if (answer.kind !== 'lost') {
        unheard.delete(attempt.signature);
        return answer;
      }
      if (!(await parts.waitToRetry(tries, answer.error))) return answer;
    }
  }

  /** The same fields on the same base are the same save: pressed again after a loss, it keeps its key. */
  function attemptFor(base: Customer, wanted: Unheard): Attempt {
    const signature = JSON.stringify([base.updatedAt, wanted.sent]);
    const attempt = unheard.get(signature) ?? { signature, key: parts.newKey(), ...wanted };
    unheard.set(signature, attempt);
    return attempt;
  }

  function sentUnheard(): Unheard[] {
    return [...arrivals, ...unheard.values()];
  }
}

/** What was typed of the fields that are sent: what is typed on top of it knows nothing of what it was merged with. */
function typedPart(typed: CustomerChange, sent: CustomerChange): CustomerChange {
  const fields = new Set(changedFields(sent));
  return pickFields(typed, (field) => fields.has(field));
}
