import { shortText } from '@caseload/shared/contracts/text.ts';
import { newId } from '../newId.ts';
import { ImportFault } from './importFault.ts';
import type { ImportRules } from '@caseload/shared/imports/importRules.ts';
import type { People, Person } from './people.ts';
import { quote } from './readCell.ts';
import { foldWord } from './resolveColumns.ts';
import type { Mistake } from './rowFault.ts';

export type Assignment = { readonly person: Person | null } | Mistake;

/** More means that the column of the assignee is another one. */
const NEWCOMERS_MAXIMUM = 1_000;

export type Assignees = {
  resolve(word: string): Assignment;
  /** What is wrong with a word of a row that is left out: nobody is made for it. */
  mistakeIn(word: string): Mistake | undefined;
  /** Those of `ids` who do not exist yet; from now on they do. */
  takeNewcomers(ids: Iterable<string | null>): Person[];
  nameOf(id: string): string;
};

const personWord = shortText(200);

/** What the file's words for people mean under these rules. Throws `ImportFault` when a rule names nobody. */
export function makeAssignees(people: People, rules: ImportRules): Assignees {
  const meant = new Map(
    rules.assignees.map(({ word, person }) => [foldWord(word), existingPerson(people, person)]),
  );
  const newcomers = new Map<string, Person>();

  function judge(word: string): Assignment | { readonly newName: string } {
    const found = meant.get(foldWord(word)) ?? people.find(word);
    if (found === 'ambiguous') {
      return { type: 'assignee-ambiguous', reason: `${quote(word)} is the name of several people`, word };
    }
    if (found !== 'unknown') return { person: found };
    if (rules.unknownAssignee === 'unassigned') return { person: null };
    if (rules.unknownAssignee === 'reject') {
      return { type: 'assignee', reason: `${quote(word)} is nobody here`, word };
    }
    const name = personWord.safeParse(word);
    if (!name.success) {
      return { type: 'assignee', reason: `${quote(word)} cannot be the name of a person`, word };
    }
    return { newName: name.data };
  }

  function resolve(word: string): Assignment {
    const judged = judge(word);
    if (!('newName' in judged)) return judged;
    const { newName } = judged;
    if (newcomers.size === NEWCOMERS_MAXIMUM) {
      throw new ImportFault(
        `More than ${NEWCOMERS_MAXIMUM} people would have to be made. Is the assignee in another column?`,
      );
    }
    const person = { id: newId(), name: newName, code: newName, email: null };
    people.add(person);
    newcomers.set(person.id, person);
    return { person };
  }

  function mistakeIn(word: string): Mistake | undefined {
    const judged = judge(word);
    return 'reason' in judged ? judged : undefined;
  }

  function takeNewcomers(ids: Iterable<string | null>): Person[] {
    const taken: Person[] = [];
    for (const id of ids) {
      const person = id === null ? undefined : newcomers.get(id);
      if (person === undefined) continue;
      newcomers.delete(person.id);
      taken.push(person);
    }
    return taken;
  }

  const nameOf = (id: string) => people.nameOf(id);

  return { resolve, mistakeIn, takeNewcomers, nameOf };
}

function existingPerson(people: People, word: string): Person {
  const found = people.find(word);
  if (found === 'unknown')
    throw new ImportFault(`Nobody here has the e-mail address, code or name "${word}".`);
  if (found === 'ambiguous')
    throw new ImportFault(`Several people are called "${word}"; use an e-mail address or code.`);
  return found;
}
