/** A mention being typed: where its `@` stands, and what was typed behind it. */
export type MentionAt = { readonly start: number; readonly query: string };

/** Behind a word the `@` is part of an address; a name has at most three parts. */
const BEGUN = /(?:^|[\s([{<>"'/|*_~-])@(?<query>(?:[^\s@[\]()]+(?: [^\s@[\]()]*){0,2})?)$/u;
const LONGEST = 60;

/** The mention being typed at the cursor, null when there is none. */
export function findMention(text: string, caret: number): MentionAt | null {
  const query = BEGUN.exec(text.slice(Math.max(0, caret - LONGEST), caret))?.groups?.['query'];
  return query === undefined ? null : { start: caret - query.length - 1, query };
}
