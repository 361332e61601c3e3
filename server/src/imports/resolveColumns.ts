import { unguarded } from '../csv/formulaGuard.ts';
import { ImportFault } from './importFault.ts';
import { canJoinColumns, type Mapping } from '@caseload/shared/imports/importRules.ts';

/** Where the cells of a field stand. */
export type Column = {
  readonly field: string;
  readonly indexes: readonly number[];
  /** Their names in the header. */
  readonly columns: readonly string[];
};

/** Words are compared without case and without space around them. */
export const foldWord = (word: string) => word.trim().normalize('NFC').toLowerCase();

/** Our own files put an apostrophe before a name like a formula. */
const foldName = (name: string) => unguarded(foldWord(name));

/** Finds the columns of every mapped field by the names in the header. Throws `ImportFault` naming what is missing. */
export function resolveColumns(header: readonly string[], map: readonly Mapping[]): Column[] {
  const folded = header.map(foldName);
  return map.map(({ field, columns }) => {
    const names = columns.flatMap((name) => namesIn(name, folded));
    if (names.length > 1 && !canJoinColumns(field)) {
      throw new ImportFault(`The field ${field} takes one column, not ${names.length}.`);
    }
    const indexes = names.map((name) => findColumn(name, header, folded));
    return { field, indexes, columns: indexes.map((index) => header[index]?.trim() ?? '') };
  });
}

/** At a command line several names are one text. A name may hold a comma itself, so the whole is tried first. */
const namesIn = (text: string, folded: readonly string[]) =>
  folded.includes(foldName(text)) ? [text] : text.split(',');

function findColumn(name: string, header: readonly string[], folded: readonly string[]): number {
  const wanted = foldName(name);
  const index = folded.indexOf(wanted);
  if (index === -1) {
    const known = header.map((column) => column.trim()).join(', ');
    throw new ImportFault(`There is no column "${name.trim()}". The columns are: ${shorten(known, 1_000)}.`);
  }
  if (folded.indexOf(wanted, index + 1) !== -1) {
    throw new ImportFault(
      `There are two columns "${name.trim()}", so it is not clear which one to import. Rename one of them.`,
    );
  }
  return index;
}

export function shorten(text: string, maximum: number): string {
  return text.length <= maximum ? text : `${text.slice(0, maximum).toWellFormed()}…`;
}
