import { LRUCache } from 'lru-cache';
import { JsonText, type NotModified } from '../http/route.ts';
import type { Mark } from './changeWatch.ts';
import type { PageContents } from './recentChanges.ts';

/** What was answered last: the page, or that it was still the same. */
export type SentPage = {
  readonly answer: JsonText | NotModified;
  readonly contents: PageContents;
  /** From before it was read; undefined where changes do not tell whether it is still the same. */
  readonly mark: Mark | undefined;
};

/** Pages by what was asked for. */
export type SentPages = {
  find(asked: string): SentPage | undefined;
  keep(asked: string, page: SentPage): void;
};

/** Some hundred pages. */
const MOST_BYTES = 12 * 2 ** 20;
const WITHOUT_BODY = 500;

/** Whoever finds a page here has to see whether it is still the same. */
export function makeSentPages(): SentPages {
  const pages = new LRUCache<string, SentPage>({
    maxSize: MOST_BYTES,
    sizeCalculation: ({ answer, contents }) =>
      WITHOUT_BODY + contents.ids.length + (answer instanceof JsonText ? answer.bytes.length : 0),
  });
  return {
    find: (asked) => pages.get(asked),
    keep: (asked, page) => void pages.set(asked, page),
  };
}
