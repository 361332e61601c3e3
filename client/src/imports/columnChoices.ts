import { canJoinColumns, type Mapping } from '@caseload/shared/imports/importRules.ts';

/** What each column of the file is imported as, in their order; null is not imported. */
export type ColumnChoices = readonly (string | null)[];

/** What keeps a column from being imported at all: fields find their columns by name. */
export type ColumnFault = 'nameless' | 'repeated';

/** Names are compared as the server compares them. */
const fold = (name: string) => name.trim().normalize('NFC').toLowerCase();

export function columnFault(header: readonly string[], index: number): ColumnFault | null {
  const name = fold(header[index] ?? '');
  if (name === '') return 'nameless';
  return header.filter((other) => fold(other) === name).length > 1 ? 'repeated' : null;
}

type LooseMapping = { readonly field: string; readonly columns: readonly string[] };

/** The choices a mapping stands for. Columns it names that this file does not have are passed over. */
export function choicesOf(header: readonly string[], map: readonly LooseMapping[]): ColumnChoices {
  const fieldOf = new Map(map.flatMap(({ field, columns }) => columns.map((name) => [fold(name), field])));
  return header.map((name, index) =>
    columnFault(header, index) === null ? (fieldOf.get(fold(name)) ?? null) : null,
  );
}

/** The mapping that choices stand for, columns in the order of the file. */
export function mapOf(header: readonly string[], choices: ColumnChoices): Mapping[] {
  const columnsOf = new Map<string, string[]>();
  choices.forEach((field, index) => {
    const name = header[index]?.trim() ?? '';
    if (field === null || columnFault(header, index) !== null) return;
    columnsOf.set(field, [...(columnsOf.get(field) ?? []), name]);
  });
  return [...columnsOf].map(([field, columns]) => ({ field, columns }));
}

/** Columns that ask for a field which another column has, and which takes one column only. */
export function clashingColumns(choices: ColumnChoices): ReadonlySet<number> {
  const clashing = choices.flatMap((field, index) => {
    const isClash = field !== null && !canJoinColumns(field) && choices.indexOf(field) !== index;
    return isClash ? [index] : [];
  });
  return new Set(clashing);
}

/** How many columns make up each field. */
export function columnsPerField(choices: ColumnChoices): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const field of choices) if (field !== null) counts.set(field, (counts.get(field) ?? 0) + 1);
  return counts;
}
