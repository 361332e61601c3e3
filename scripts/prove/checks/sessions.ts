import type { Evidence } from '../evidence/evidence.ts';
import type { Call } from '../history/call.ts';
import { isAcknowledged } from '../history/operations.ts';
import type { Check, Violation } from './check.ts';

/** When a session was asked to end, and when that was acknowledged. */
type End = { asked: number; known: number; line: number };

/** Who is signed out stays out, whatever was under way; who is not stays in. */
export const sessions: Check = {
  name: 'sessions',
  promise: 'revoked sessions stay dead, for requests under way and after restarts, and no other session ends',
  run: (evidence) => {
    const ends = endsOf(evidence);
    const violations: Violation[] = [];
    let checked = 0;
    for (const call of evidence.history.calls) {
      const { status, sentAt, answeredAt, line } = call;
      const session = sessionOf(call);
      if (session === undefined) continue;
      checked += 1;
      const end = ends.get(session);
      if (end && sentAt > end.known && isAcknowledged(call)) {
        violations.push({ what: `session ${session} was used after its end`, lines: [end.line, line] });
      }
      if (status === 401 && (end === undefined || answeredAt < end.asked)) {
        violations.push({ what: `session ${session} was refused and nobody had ended it`, lines: [line] });
      }
    }
    for (const [session, { known, line }] of ends) {
      // Nobody knows whether it has ended: the app was not there for as long as somebody asked.
      if (known === Number.POSITIVE_INFINITY) continue;
      checked += 1;
      const digest = evidence.sessionDigests.get(session);
      if (digest !== undefined && evidence.sessions.has(digest)) {
        violations.push({ what: `session ${session} was ended and is in the database again`, lines: [line] });
      }
    }
    return { checked, violations: [...violations, ...signInsOfDeactivated(evidence)] };
  },
};

const OF_ITS_CLIENT: ReadonlySet<string> = new Set([
  'update',
  'comment',
  'batch',
  'readCustomer',
  'readTrail',
]);

/** The session a call was made in; the session of most clients has their name. */
function sessionOf({ meaning, client }: Call): string | undefined {
  if (meaning.kind === 'whoAmI') return meaning.session;
  return OF_ITS_CLIENT.has(meaning.kind) ? client : undefined;
}

function endsOf({ history }: Evidence): Map<string, End> {
  const ends = new Map<string, End>();
  for (const call of history.calls) {
    for (const session of endedBy(call)) {
      const end = ends.get(session) ?? {
        asked: call.sentAt,
        known: Number.POSITIVE_INFINITY,
        line: call.line,
      };
      end.asked = Math.min(end.asked, call.sentAt);
      if (isAcknowledged(call) && call.answeredAt < end.known)
        Object.assign(end, { known: call.answeredAt, line: call.line });
      ends.set(session, end);
    }
  }
  // Refused, it has ended, also where nobody was told: what comes afterwards finds it dead.
  for (const call of history.calls) {
    const end = call.status === 401 ? ends.get(sessionOf(call) ?? '') : undefined;
    if (end && call.answeredAt > end.asked && call.answeredAt < end.known)
      Object.assign(end, { known: call.answeredAt, line: call.line });
  }
  return ends;
}

function endedBy({ meaning }: Call): readonly string[] {
  if (meaning.kind === 'signOut') return [meaning.session];
  return meaning.kind === 'endOthers' || meaning.kind === 'deactivate' ? meaning.ended : [];
}

function signInsOfDeactivated({ history }: Evidence): Violation[] {
  const gone = new Map<string, Call>();
  for (const call of history.calls) {
    if (call.meaning.kind === 'deactivate' && isAcknowledged(call)) gone.set(call.meaning.employee, call);
  }
  return history.calls.flatMap((call) => {
    if (call.meaning.kind !== 'signIn' || call.status !== 200) return [];
    const end = gone.get(call.meaning.employee);
    return end && call.sentAt > end.answeredAt
      ? [{ what: `${call.meaning.employee} signed in after being deactivated`, lines: [end.line, call.line] }]
      : [];
  });
}
