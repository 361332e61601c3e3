import type { Mutation } from './mutant.ts';

const CHANGED_SINCE = 'server/src/assignedWork/changedSince.ts';

/** Bugs in how it is known that a page which was sent before is still the same. */
export const pageMutations = {
  'page-of-before': {
    name: 'page-of-before',
    bug: 'a customer that comes into a list is held against the pages it is on, not against those it belongs into',
    patches: [
      {
        file: 'server/src/assignedWork/recentChanges.ts',
        find: "      if (mayHold(list, customer)) effect = 'unknown';\n",
        replace: '',
      },
    ],
  },
  'late-commit-unseen': {
    name: 'late-commit-unseen',
    bug: 'what was changed is read by the highest transaction so far, as if a lower one were never committed later',
    patches: [
      {
        file: CHANGED_SINCE,
        find: 'and transaction_id = ended.id limit',
        replace: 'and transaction_id = ended.id and false limit',
      },
    ],
  },
  'joined-reading': {
    name: 'joined-reading',
    bug: 'whoever asks is content with what is being read already, be it from before what they know of',
    patches: [
      {
        file: 'server/src/assignedWork/changeWatch.ts',
        find: '    if (this.#reading === undefined && this.#next === undefined) return this.#begin();',
        replace: '    return this.#reading ?? this.#begin();',
      },
    ],
  },
} as const satisfies Record<string, Mutation>;
