import type { CustomerSummary } from '@caseload/shared/customers/customer.ts';
import { LRUCache } from 'lru-cache';
import type { Place } from './queries.ts';

/** Customers as lists show them, as JSON. */
export type SummaryTexts = {
  /** The JSON of a customer at exactly that version, if it is remembered. */
  find(organisationId: string, place: Place, withNotes: boolean): string | undefined;
  keep(organisationId: string, row: CustomerSummary, withNotes: boolean): string;
};

/** `notes` is what comes after the summary when notes are asked for; undefined when they never were. */
type Kept = { readonly version: string; readonly summary: string; readonly notes: string | undefined };

/** About 60,000 summaries. */
const MOST_CHARACTERS = 24 * 2 ** 20;

/**
 * Remembers JSON by version. A version of a customer never changes, so what is found is exact, and nothing has to be
 * told when a customer does change: its place in a list then names another version.
 */
export function makeSummaryTexts(): SummaryTexts {
  const kept = new LRUCache<string, Kept>({
    maxSize: MOST_CHARACTERS,
    sizeCalculation: ({ summary, notes = '' }) => summary.length + notes.length,
  });
  const keyOf = (organisationId: string, id: string) => `${organisationId}/${id}`;
  return {
    find(organisationId, { id, version }, withNotes) {
      const found = kept.get(keyOf(organisationId, id));
      if (found === undefined || found.version !== version) return undefined;
      if (!withNotes) return found.summary;
      return found.notes === undefined ? undefined : joined(found.summary, found.notes);
    },
    keep(organisationId, row, withNotes) {
      const { notes, ...rest } = { notes: undefined, ...row };
      const entry = {
        version: String(row.version),
        summary: JSON.stringify(rest),
        notes: withNotes ? JSON.stringify(notes) : undefined,
      };
      kept.set(keyOf(organisationId, row.id), entry);
      return entry.notes === undefined ? entry.summary : joined(entry.summary, entry.notes);
    },
  };
}

const joined = (summary: string, notes: string) => `${summary.slice(0, -1)},"notes":${notes}}`;
