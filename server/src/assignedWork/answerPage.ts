import type { Database } from '@caseload/db/kernel/openDatabase.ts';
import type { Position } from '../http/cursor.ts';
import { Gate } from '../http/gate.ts';
import { JsonText, NotModified } from '../http/route.ts';
import { type ChangeWatch, makeChangeWatches } from './changeWatch.ts';
import { type CustomerList, isOfCustomersAlone } from './customerList.ts';
import { presentPage } from './presentPage.ts';
import type { PageRequest } from './queries.ts';
import { fillPage, type Places, readPlaces, readTag, tagOf } from './readPage.ts';
import type { Effect } from './recentChanges.ts';
import { makeSentPages, type SentPage } from './sentPages.ts';
import { makeSummaryTexts } from './summaryTexts.ts';

export type AskedPage = {
  readonly list: CustomerList;
  /** What the page's cursor is bound to. */
  readonly cursorList: object;
  readonly page: PageRequest;
  readonly withTotal: boolean;
  readonly cursorOf: (position: Position) => string;
  /** Whether the caller says to have the answer of this tag already. */
  readonly knowsTag: (tag: string) => boolean;
};

/** Pages in the database at the same time. More only make each other slower, and here they wait in order. */
const PAGES_AT_ONCE = 4;

/**
 * Answers pages as they are now, from as little as says so: that no change since touches the page that was sent last; else
 * that its customers and their versions are the same; else those customers anew that are not known at their version.
 */
export function makePageAnswers(database: Database): (asked: AskedPage) => Promise<JsonText | NotModified> {
  const known = makeSummaryTexts();
  const sent = makeSentPages();
  const watches = makeChangeWatches(database);
  const pages = new Gate({ atOnce: PAGES_AT_ONCE });
  const inTurn = <T>(read: () => Promise<T>): Promise<T> => pages.run(read);

  return async ({ list, cursorList, page, withTotal, cursorOf, knowsTag }) => {
    // A search or a count may walk through everything: pages must not wait behind it.
    const isShort = list.text === undefined && !withTotal;
    const source = { database, known, gate: isShort ? inTurn : atOnce };
    const watch = isShort && isOfCustomersAlone(list) ? watches.of(list.organisationId) : undefined;
    const what = JSON.stringify([cursorList, { ...list, followUp: list.followUp?.state }, page]);
    const last = isShort && list.statuses.length > 0 ? sent.find(what) : undefined;

    const effect = last === undefined ? 'changed' : await effectOn(last, watch);
    if (last !== undefined && effect === 'none') {
      const answer = answerAgain(last, last.answer.tag, knowsTag);
      if (answer !== undefined) return answer;
    }
    const mark = watch?.mark();
    if (last !== undefined && effect === 'unknown') {
      const now = await readTag(source, list, page);
      if (now === last.answer.tag) sent.keep(what, { ...last, mark });
      const answer = answerAgain(last, now, knowsTag);
      if (answer !== undefined) return answer;
    }

    const remember = <A extends JsonText | NotModified>(answer: A, { places }: Places): A => {
      const ids = places.map(({ id }) => id).join('');
      if (isShort) sent.keep(what, { answer, contents: { ids, list }, mark });
      return answer;
    };
    const found = await readPlaces(source, list, page, withTotal);
    const tag = tagOf(found, page);
    if (knowsTag(tag)) return remember(new NotModified(tag), found);
    const filled = await fillPage(source, list, page, found);
    const text = presentPage(filled, page.rows - 1, cursorOf);
    return remember(new JsonText(text, filled.places === found.places ? tag : tagOf(filled, page)), filled);
  };
}

const atOnce = <T>(read: () => Promise<T>): Promise<T> => read();

const effectOn = ({ contents, mark }: SentPage, watch: ChangeWatch | undefined): Promise<Effect> | Effect =>
  (mark && watch?.effectOn(contents, mark)) ?? 'unknown';

/** What was sent last, or that it is known already, where `tag` is that of the page as it is now. */
function answerAgain(
  { answer }: SentPage,
  tag: string,
  knowsTag: AskedPage['knowsTag'],
): JsonText | NotModified | undefined {
  if (knowsTag(tag)) return new NotModified(tag);
  return answer instanceof JsonText && answer.tag === tag ? answer : undefined;
}
