import { DUES, FOLLOW_UPS } from '@caseload/shared/assignedWork/customerFilter.ts';
import { SORTS } from '@caseload/shared/assignedWork/endpoints.ts';
import { shortText } from '@caseload/shared/contracts/text.ts';
import { cursor, id, instant, splitList } from '@caseload/shared/contracts/values.ts';
import { priority, statusKey } from '@caseload/shared/customers/customer.ts';
import { statusCategory } from '@caseload/shared/organisations/organisation.ts';
import { z } from 'zod';

const optional = <T extends z.ZodType>(schema: T) => schema.optional().catch(undefined);
const list = <T extends z.ZodType>(item: T, maximum: number) => optional(z.array(item).min(1).max(maximum));

/**
 * What the address of My work can say. Absent means the usual: one's own work that is open or waiting, not
 * archived, soonest due first, from the start. What cannot be understood counts as absent, so that old links
 * still open.
 */
const myWorkSearch = z.object({
  /** The view that the filters began as; they may have been changed since. */
  view: optional(z.string().regex(/^[a-z0-9-]{1,40}$/u)),
  assignedTo: optional(z.union([z.enum(['me', 'none', 'any']), id])),
  team: optional(id),
  /** `any`, or the keys of statuses. */
  status: optional(z.union([z.literal('any'), z.array(statusKey).min(1).max(50)])),
  category: list(statusCategory, 3),
  priority: list(priority, 4),
  tag: list(shortText(50), 50),
  archived: optional(z.enum(['true', 'any'])),
  due: optional(z.enum(DUES)),
  followUp: optional(z.enum(FOLLOW_UPS)),
  dueFrom: optional(instant),
  dueBefore: optional(instant),
  createdFrom: optional(instant),
  createdBefore: optional(instant),
  import: optional(id),
  q: optional(z.string().trim().min(1).max(200)),
  sort: optional(z.enum(SORTS).exclude(['dueAt'])),
  cursor: optional(cursor),
  /** The number of the first row; only says something together with `cursor`. */
  from: optional(z.coerce.number().int().min(1).max(10_000_000)),
});
export type MyWorkSearch = z.output<typeof myWorkSearch>;

const LISTS = ['category', 'priority', 'tag'] as const;

/** Reads both the address, where lists are `a,b`, and what links pass. One's own work has one name: none. */
export function readMyWorkSearch(raw: Record<string, unknown>): MyWorkSearch {
  const search = readSearch(raw);
  return search.assignedTo === 'me' ? { ...search, assignedTo: undefined } : search;
}

/**
 * The same for everybody's customers, whose address says whose they are as soon as it says anything; the page decides
 * what it opens on when it says nothing.
 */
export function readCustomersSearch(raw: Record<string, unknown>): MyWorkSearch {
  const search = readSearch(raw);
  return namesNoFilter(raw) ? search : { ...search, assignedTo: search.assignedTo ?? 'any' };
}

const NO_FILTERS: ReadonlySet<string> = new Set(['sort', 'cursor', 'from']);
/** What was read once has all names, most of them with nothing. */
const namesNoFilter = (raw: Record<string, unknown>) =>
  Object.entries(raw).every(([name, value]) => value === undefined || NO_FILTERS.has(name));

function readSearch(raw: Record<string, unknown>): MyWorkSearch {
  const split = { ...raw };
  for (const name of LISTS) split[name] = asList(raw[name]);
  if (raw['status'] !== 'any') split['status'] = asList(raw['status']);
  return myWorkSearch.parse(split);
}

function asList(value: unknown): unknown {
  return typeof value === 'string' ? splitList(value) : value;
}
