import { isAcknowledged } from '../history/operations.ts';
import type { Check } from './check.ts';

/** Nothing of another organisation is in any byte of any answer, and naming its ids does nothing. */
export const canaries: Check = {
  name: 'organisations',
  promise: 'no foreign canary in any byte of any answer, and no call that names foreign ids does anything',
  run: ({ history, neighbourChanges }) => {
    const leaks = history.calls
      .filter((call) => call.canaries.length > 0)
      .map(({ client, line, canaries: found }) => ({
        what: `${client} was shown ${found.join(', ')}`,
        lines: [line],
      }));
    const done = history.calls
      .filter((call) => call.meaning.kind === 'trespass' && isAcknowledged(call))
      .map(({ client, line, status }) => ({
        what: `${client} named what is not theirs and was answered ${status}`,
        lines: [line],
      }));
    const changed = neighbourChanges.map((what) => ({ what, lines: [] }));
    return { checked: history.calls.length, violations: [...leaks, ...done, ...changed] };
  },
};
