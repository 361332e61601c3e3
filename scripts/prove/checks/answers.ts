import { patienceWith } from '../clients/client.ts';
import type { Call, FaultWindow } from '../history/call.ts';
import type { Check, Violation } from './check.ts';

/** After the end of a fault connections may still be cut: the app closes and opens its own. */
const AFTER_MS = 1_000;

/** Whatever happens, answers are 2xx, 4xx or a problem 503 or 504, and they come in time. */
export const answers: Check = {
  name: 'answers',
  promise:
    'only 2xx, 304 to who knows, 4xx where it is due, and 503/504 problems, none later than 8 s (batches 60 s), none cut while the app lives',
  run: ({ history: { calls, faults } }) => {
    const excuses = faults.filter(({ cutsClients }) => cutsClients);
    const violations = calls.flatMap((call): Violation[] => {
      const what = faultOf(call, excuses);
      return what === undefined
        ? []
        : [
            {
              what: `${call.meaning.kind} of ${call.client} ${what}${during(call, faults)}`,
              lines: [call.line],
            },
          ];
    });
    return { checked: calls.length, violations };
  },
};

function faultOf(call: Call, excuses: readonly FaultWindow[]): string | undefined {
  const { status, loss, problem, meaning, seen, sentAt, answeredAt } = call;
  const took = answeredAt - sentAt;
  if (took > patienceWith(meaning)) return `took ${Math.round(took)} ms`;
  if (status === undefined)
    return isExcused(call, excuses) ? undefined : `was ${loss} while the app was meant to live`;
  if (status < 300 || (status === 304 && seen.page !== undefined)) return undefined;
  if (status >= 500 && status !== 503 && status !== 504) return `was answered ${status} (${problem})`;
  if (problem === undefined || problem.startsWith('not a problem'))
    return `was answered ${status}, ${problem}`;
  return status < 500 && !isJudgedElsewhere(call) ? `was refused with ${status} (${problem})` : undefined;
}

/** What the workloads do for themselves they may do, to customers who are there. */
const ALLOWED: ReadonlySet<string> = new Set([
  'update',
  'comment',
  'batch',
  'readCustomer',
  'readTrail',
  'readPage',
  'listen',
]);

/** 409 is for conflicts and batches to justify, 401 for sessions; 429 belongs to an installation with a narrow limit. */
const isJudgedElsewhere = ({ meaning: { kind }, status }: Call) =>
  !ALLOWED.has(kind) ||
  status === 401 ||
  status === 429 ||
  (status === 409 && (kind === 'update' || kind === 'batch'));

/** The faults that were going on. */
function during({ sentAt, answeredAt }: Call, faults: readonly FaultWindow[]): string {
  const names = faults.filter(({ from, to }) => sentAt <= to && answeredAt >= from).map(({ name }) => name);
  return names.length === 0 ? '' : ` (during ${names.join(', ')})`;
}

const isExcused = ({ sentAt, answeredAt }: Call, excuses: readonly FaultWindow[]) =>
  excuses.some(({ from, to }) => sentAt <= to + AFTER_MS && answeredAt >= from);
