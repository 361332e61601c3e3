import { z } from 'zod';
import type { Row } from '../evidence/evidence.ts';
import type { SeenPage } from './call.ts';
import { contentOf } from './contentOf.ts';
import { flatFields } from './flatFields.ts';

// Only what the checks look at: the contract has tests of its own.
const page = z.object({
  items: z.array(z.looseObject({ id: z.string(), version: z.number(), updatedAt: z.string() })),
  nextCursor: z.string().nullable(),
});

/** The page that a parsed body is; undefined when it is none, as that of a problem. */
export function pageIn(body: unknown, tag: string | undefined): SeenPage | undefined {
  const found = page.safeParse(body);
  if (!found.success) return undefined;
  const { items, nextCursor } = found.data;
  const rows = items.map(({ id, version, updatedAt, ...state }) => ({
    id,
    version,
    content: contentOf({ ...flatFields(state), updatedAt }),
  }));
  return { rows, nextCursor, tag };
}

/** What lists show of a customer, as the database has it: all but what takes long to read. */
export const contentOfRow = ({ updatedAt, fields }: Pick<Row, 'updatedAt' | 'fields'>): string =>
  contentOf({
    ...Object.fromEntries(Object.entries(fields).filter(([field]) => isListed(field))),
    updatedAt,
  });

const isListed = (field: string) => field !== 'notes' && !field.startsWith('fields.');
