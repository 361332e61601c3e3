import { id } from '@caseload/shared/contracts/values.ts';
import { role } from '@caseload/shared/employees/employee.ts';
import { personState } from '@caseload/shared/people/person.ts';
import { z } from 'zod';

/** What the address of People can say. What cannot be understood counts as absent, so that old links still open. */
const peopleSearch = z.object({
  /** The list of people unless told otherwise. */
  show: z.enum(['history']).optional().catch(undefined),
  q: z.string().min(1).max(200).optional().catch(undefined),
  role: role.optional().catch(undefined),
  state: personState.optional().catch(undefined),
  /** A team, or `none` for those who are in none. */
  team: z
    .union([z.literal('none'), id])
    .optional()
    .catch(undefined),
});
export type PeopleSearch = z.output<typeof peopleSearch>;

export function readPeopleSearch(raw: Record<string, unknown>): PeopleSearch {
  // A text of digits reads as a number from the address.
  const { q } = raw;
  return peopleSearch.parse({ ...raw, q: typeof q === 'number' ? String(q) : q });
}

export const NO_FILTERS = { q: undefined, role: undefined, state: undefined, team: undefined } as const;

export function isNarrowed({ q, role: only, state, team }: PeopleSearch): boolean {
  return [q, only, state, team].some((part) => part !== undefined);
}
