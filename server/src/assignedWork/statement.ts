import { createHash } from 'node:crypto';

/** SQL with its values; the same text has the same name, under which PostgreSQL keeps it prepared. */
export type NamedStatement = {
  readonly name: string | undefined;
  readonly text: string;
  readonly values: unknown[];
};

/** Collects values while a text is written. */
export class Values {
  readonly list: unknown[] = [];

  /** Adds a value and gives its place, `$1` onwards. */
  add(value: unknown): string {
    this.list.push(value);
    return `$${this.list.length}`;
  }
}

/**
 * Every connection keeps each named statement for ever, and filters can be combined in thousands of ways: those
 * met after so many are parsed each time.
 */
const NAMES_AT_MOST = 500;

const names = new Map<string, string>();

export const nameStatement = (text: string, values: Values): NamedStatement => ({
  name: nameOf(text),
  text,
  values: values.list,
});

/** The name of a text that is written in many forms; undefined for those met too late. */
export function nameOf(text: string): string | undefined {
  let name = names.get(text);
  if (name === undefined && names.size < NAMES_AT_MOST) {
    name = `list_${createHash('sha256').update(text).digest('base64url').slice(0, 20)}`;
    names.set(text, name);
  }
  return name;
}
