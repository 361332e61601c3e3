import type { AskedList, Call, SeenPage } from '../history/call.ts';
import type { Check, Violation } from './check.ts';
import { isAlways, type Lives, livesIn } from './lives.ts';
import { belongsInto, isBefore, type Place, placeIn } from './orderOfList.ts';
import { type StateOf, statesIn } from './states.ts';

/** A page as it was asked for and answered, with the places of its rows. */
type Read = {
  readonly call: Call;
  readonly list: AskedList;
  readonly page: SeenPage;
  readonly places: readonly Place[];
  /** It begins behind this one. */
  readonly behind: Place | undefined;
};

/**
 * A page holds customers that belong into its list, in their order, and all of them from where it begins to where it ends.
 * That its rows are true and not of before is for others to judge.
 */
export const pages: Check = {
  name: 'pages',
  promise:
    'a page of a list is whole: whoever belonged into it all the while is on it once, nobody else, in their order',
  run: (evidence) => {
    const stateOf = statesIn(evidence);
    const lives = livesIn(evidence);
    const violations: Violation[] = [];
    let checked = 0;
    for (const call of evidence.history.calls) {
      const read = readOf(call, stateOf);
      if (read === undefined) continue;
      checked += read.page.rows.length;
      const what = strangerIn(read, stateOf) ?? disorderIn(read) ?? missingIn(read, lives);
      if (what !== undefined)
        violations.push({ what: `${nameOf(read)} of ${call.client}: ${what}`, lines: [call.line] });
    }
    return { checked, violations };
  },
};

/** Undefined for what is no page, and for one with a row that never was. */
function readOf(call: Call, stateOf: StateOf): Read | undefined {
  const { meaning, seen } = call;
  if (meaning.kind !== 'readPage' || seen.page === undefined) return undefined;
  const { list, behind } = meaning;
  const placeOf = ({ id, version }: SeenPage['rows'][number]) => {
    const state = stateOf(id, version);
    return state && placeIn(list, id, state);
  };
  const places = seen.page.rows.map(placeOf).filter((place) => place !== undefined);
  if (places.length < seen.page.rows.length) return undefined;
  return { call, list, page: seen.page, places, behind: behind && placeOf(behind) };
}

function nameOf({ list: { assignedTo, statuses, archived, sort, backwards, limit } }: Read): string {
  const order = `${backwards ? '-' : ''}${sort}`;
  return `the page of ${assignedTo} (${statuses?.join(' or ') ?? 'any status'}, archived ${archived}) by ${order}, ${limit} at most,`;
}

function strangerIn({ list, page }: Read, stateOf: StateOf): string | undefined {
  const stranger = page.rows.find(({ id, version }) => {
    const state = stateOf(id, version);
    return state && !belongsInto(list, state);
  });
  return stranger && `version ${stranger.version} of customer ${stranger.id} does not belong into it`;
}

function disorderIn({ list, page, places, behind }: Read): string | undefined {
  const { length } = places;
  if (length > list.limit || (page.nextCursor !== null && length < list.limit))
    return `it has ${length} rows${page.nextCursor === null ? '' : ', and there are more'}`;
  const disorder = places.find((place, n) => {
    const above = n === 0 ? behind : places[n - 1];
    return above !== undefined && !isBefore(list, above, place);
  });
  if (disorder) return `customer ${disorder.id} stands in another place`;
  return new Set(places.map(({ id }) => id)).size < length ? 'a customer is there twice' : undefined;
}

function missingIn({ call, list, page, places, behind }: Read, lives: Lives): string | undefined {
  const end = page.nextCursor === null ? undefined : places.at(-1);
  const shown = new Set(places.map(({ id }) => id));
  const missing = lives.everOf(list.assignedTo).find((id) => {
    const life = shown.has(id) ? undefined : lives.of.get(id);
    if (life === undefined) return false;
    return isAlways(life, call.sentAt, call.answeredAt, (state) => {
      if (!belongsInto(list, state)) return false;
      const place = placeIn(list, id, state);
      return (!behind || isBefore(list, behind, place)) && (!end || isBefore(list, place, end));
    });
  });
  return missing && `customer ${missing} belonged into it all the while and is not there`;
}
