import { type CustomerFilter, customerFilter } from '@caseload/shared/assignedWork/customerFilter.ts';
import type { FieldChange } from '@caseload/shared/customerActions/action.ts';
import { useChipPeople, useChipTeams } from '../assignedWork/useChipPeople.ts';

const WORDS: readonly (string | undefined)[] = ['me', 'none', 'any', undefined];

/** Whom the filters of shared views name, asked for only where one does. */
export function useNamesInFilters(changes: readonly FieldChange[]) {
  const filters = changes.flatMap(filtersOf);
  const people = useChipPeople(
    filters.map(({ assignedTo }) => assignedTo).find((who) => !WORDS.includes(who)),
  );
  const teams = useChipTeams(filters.map(({ team }) => team).find((team) => team !== undefined));
  return { people, teams };
}

function filtersOf({ field, from, to }: FieldChange): CustomerFilter[] {
  if (field !== 'filter') return [];
  return [from, to].flatMap((value) => customerFilter.safeParse(value).data ?? []);
}
