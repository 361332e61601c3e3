import { isUncertain, operationsOf } from '../history/operations.ts';
import type { Check } from './check.ts';

/** A write whose outcome was not known becomes known by sending it again under its operation id. */
export const resolved: Check = {
  name: 'outcomes known',
  promise: 'every unknown outcome is resolved by its operation id',
  run: ({ history }) => {
    const operations = [...operationsOf(history.calls).values()];
    const uncertain = operations.filter(({ calls }) => calls.some(isUncertain));
    return {
      checked: uncertain.length,
      violations: uncertain
        .filter(({ verdict }) => verdict === 'unknown')
        .map(({ id, meaning, calls }) => ({
          what: `${meaning.kind} ${id} is still unknown after ${calls.length} tries`,
          lines: calls.map(({ line }) => line),
        })),
    };
  },
};
