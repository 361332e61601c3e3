import type { CustomerSummary } from '@caseload/shared/customers/customer.ts';
import type { Position } from '../http/cursor.ts';
import type { FoundRow } from './queries.ts';

type Page = { items: CustomerSummary[]; nextCursor: string | null; total?: number };

/** Rows (one more than `limit` when there is a next page) as the answer of the list. */
export function presentPage(answer: {
  readonly found: readonly FoundRow[];
  readonly limit: number;
  readonly total: number | undefined;
  readonly cursorOf: (position: Position) => string;
}): Page {
  const shown = answer.found.slice(0, answer.limit);
  const last = answer.found.length > answer.limit ? shown.at(-1) : undefined;
  return {
    items: shown.map(presentSummary),
    nextCursor: last ? answer.cursorOf([last.sortKey, last.id]) : null,
    ...(answer.total === undefined ? {} : { total: answer.total }),
  };
}

function presentSummary({ sortKey: _sortKey, mergeKey: _mergeKey, ...summary }: FoundRow): CustomerSummary {
  return summary;
}
