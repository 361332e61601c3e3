import { foldWord } from './resolveColumns.ts';

export type Person = {
  readonly id: string;
  readonly name: string;
  readonly email: string | null;
  readonly code: string | null;
};

export type FoundPerson = Person | 'unknown' | 'ambiguous';

export type People = {
  /** By e-mail address, else by code, else by name; never by case. */
  find(word: string): FoundPerson;
  add(person: Person): void;
  nameOf(id: string): string;
};

/** The people of the organisation, found as a file may call them. */
export function makePeople(everybody: readonly Person[]): People {
  const indexes = ['email', 'code', 'name'] as const;
  const byWord = {
    email: new Map<string, Person[]>(),
    code: new Map<string, Person[]>(),
    name: new Map<string, Person[]>(),
  };

  const names = new Map<string, string>();

  function add(person: Person): void {
    names.set(person.id, person.name);
    for (const index of indexes) {
      const word = person[index];
      if (word === null) continue;
      const namesakes = byWord[index].get(foldWord(word));
      if (namesakes === undefined) byWord[index].set(foldWord(word), [person]);
      else namesakes.push(person);
    }
  }

  function find(word: string): FoundPerson {
    for (const index of indexes) {
      const found = byWord[index].get(foldWord(word)) ?? [];
      const exact = found.filter((person) => person[index] === word);
      const [person, another] = exact.length > 0 ? exact : found;
      if (person !== undefined) return another === undefined ? person : 'ambiguous';
    }
    return 'unknown';
  }

  for (const person of everybody) add(person);
  return { find, add, nameOf: (id) => names.get(id) ?? id };
}
