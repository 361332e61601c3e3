import type { Person } from '@caseload/shared/people/person.ts';
import type { PeopleSearch } from './peopleSearch.ts';

/** Those that the filters leave, in their order. Every word searched for must occur in the name, address or a team. */
export function filterPeople(people: readonly Person[], search: PeopleSearch): readonly Person[] {
  const words = plain(search.q ?? '')
    .split(/\s+/u)
    .filter((word) => word !== '');
  return people.filter((person) => {
    const { name, email, role, state, teams } = person;
    const text = plain([name, email ?? '', ...teams.map((team) => team.name)].join(' '));
    return (
      (search.role === undefined || role === search.role) &&
      (search.state === undefined || state === search.state) &&
      isInTeam(person, search.team) &&
      words.every((word) => text.includes(word))
    );
  });
}

function isInTeam({ teams }: Person, wanted: string | undefined): boolean {
  if (wanted === undefined) return true;
  return wanted === 'none' ? teams.length === 0 : teams.some(({ id }) => id === wanted);
}

/** Without marks and in lower case, so that `Zielinski` finds `Zieliński`. */
function plain(text: string): string {
  return text
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll('ł', 'l')
    .replaceAll('Ł', 'l')
    .toLowerCase();
}
