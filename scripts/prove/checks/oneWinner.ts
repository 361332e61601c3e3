import { operationsOf } from '../history/operations.ts';
import { actionsByOperation } from './byCustomer.ts';
import type { Check, Violation } from './check.ts';

/** Of all who wanted to change one version one did, and what they made is the next version. */
export const oneWinner: Check = {
  name: 'one winner',
  promise: 'one winner per version: who is acknowledged made the version after the one they had seen',
  run: ({ history, actions }) => {
    const found = actionsByOperation(actions);
    const winners = new Map<string, number>();
    const violations: Violation[] = [];
    let checked = 0;
    for (const { id, meaning, verdict, calls } of operationsOf(history.calls).values()) {
      if (meaning.kind !== 'update' || verdict !== 'acknowledged') continue;
      checked += 1;
      const line = calls[0]?.line ?? 0;
      const { base } = meaning;
      const key = `${base.id} ${base.version}`;
      const other = winners.get(key);
      if (other !== undefined) {
        violations.push({
          what: `version ${base.version} of customer ${base.id} has two winners`,
          lines: [other, line],
        });
      }
      winners.set(key, line);
      const made = found.get(id)?.[0]?.version;
      if (made !== undefined && made !== base.version + 1) {
        violations.push({
          what: `a change of version ${base.version} of customer ${base.id} became version ${made}`,
          lines: [line],
        });
      }
    }
    return { checked, violations };
  },
};
