import type { Position } from '../http/cursor.ts';
import type { Page } from './readPage.ts';

/** A page as the JSON of the list's answer. */
export function presentPage(
  { places, texts, total }: Page,
  limit: number,
  cursorOf: (position: Position) => string,
): string {
  const last = places.length > limit ? places[limit - 1] : undefined;
  const nextCursor = JSON.stringify(last ? cursorOf([last.sortKey, last.id]) : null);
  const counted = total === undefined ? '' : `,"total":${total}`;
  return `{"items":[${texts.join(',')}],"nextCursor":${nextCursor}${counted}}`;
}
