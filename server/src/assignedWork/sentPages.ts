import { LRUCache } from 'lru-cache';
import { JsonText, type NotModified } from '../http/route.ts';

/** What was answered last, by what was asked for: the page, or that it was still the same. */
export type SentPages = {
  find(asked: string): JsonText | NotModified | undefined;
  keep(asked: string, answer: JsonText | NotModified): void;
};

/** Some hundred pages. */
const MOST_BYTES = 12 * 2 ** 20;
const WITHOUT_BODY = 500;

/** Whoever finds a page here has to read its tag anew: only the same tag says that the page is still the same. */
export function makeSentPages(): SentPages {
  const answers = new LRUCache<string, JsonText | NotModified>({
    maxSize: MOST_BYTES,
    sizeCalculation: (answer) => WITHOUT_BODY + (answer instanceof JsonText ? answer.bytes.length : 0),
  });
  return {
    find: (asked) => answers.get(asked),
    keep: (asked, answer) => void answers.set(asked, answer),
  };
}
