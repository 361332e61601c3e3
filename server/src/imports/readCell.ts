import { CUSTOM_FIELD_PREFIX } from '@caseload/shared/rules/diffCustomer.ts';
import { isCustomField } from './importRules.ts';
import { DATE_EXAMPLES, type DateStyle, readInstant } from './readInstant.ts';
import { foldWord, shorten } from './resolveColumns.ts';
import type { ZoneClock } from './zonedTime.ts';

/** What the words of this file and this organisation mean, by their folded form. */
export type Words = {
  readonly statuses: ReadonlyMap<string, string>;
  readonly statusDefault: string | null;
  readonly priorities: ReadonlyMap<string, string>;
  readonly dates: DateStyle;
  readonly clock: ZoneClock;
};

/** `nothing` leaves the field to its default, or in an update as it is. */
export type Reading =
  | { readonly kind: 'value'; readonly value: unknown }
  | { readonly kind: 'custom'; readonly name: string; readonly value: string | null }
  | { readonly kind: 'assignee'; readonly word: string | null }
  | { readonly kind: 'nothing' }
  | { readonly kind: 'wrong'; readonly reason: string };

const NOTHING: Reading = { kind: 'nothing' };
const value = (of: unknown): Reading => ({ kind: 'value', value: of });
const wrong = (reason: string): Reading => ({ kind: 'wrong', reason });

const YES: ReadonlySet<string> = new Set(['true', 'yes', 'y', '1', 'x', 'archived']);
const NO: ReadonlySet<string> = new Set(['false', 'no', 'n', '0', '']);

/** Reads the trimmed cells of one field; text is left to the contract to judge. */
export function cellReader(words: Words): (field: string, cells: readonly string[]) => Reading {
  return (field, cells) => {
    const filled = cells.filter((cell) => cell !== '');
    const text = filled.join(', ');
    if (isCustomField(field)) {
      return {
        kind: 'custom',
        name: field.slice(CUSTOM_FIELD_PREFIX.length),
        value: text === '' ? null : text,
      };
    }
    switch (field) {
      case 'name':
      case 'externalId':
        return text === '' ? wrong('is empty') : value(text);
      case 'assignedTo':
        return { kind: 'assignee', word: text === '' ? null : text };
      case 'status':
        return readStatus(text, words);
      case 'priority':
        return readPriority(text, words);
      case 'archived':
        return readYesNo(text);
      case 'dueAt':
      case 'followUpAt':
      case 'createdAt':
        return readTime(text, words);
      case 'notes':
        return value(filled.join('\n'));
      case 'tags':
        return value(
          [...new Set(filled.flatMap((cell) => cell.split(/[;,]/u)).map((tag) => tag.trim()))].filter(
            Boolean,
          ),
        );
      default:
        return value(text === '' ? null : text);
    }
  };
}

function readStatus(text: string, { statuses, statusDefault }: Words): Reading {
  const key = text === '' ? statusDefault : (statuses.get(foldWord(text)) ?? statusDefault);
  if (key !== null) return value(key);
  return text === '' ? NOTHING : wrong(`${quote(text)} is no status here`);
}

function readPriority(text: string, { priorities }: Words): Reading {
  if (text === '') return NOTHING;
  const key = priorities.get(foldWord(text));
  return key === undefined ? wrong(`${quote(text)} is no priority`) : value(key);
}

function readYesNo(text: string): Reading {
  const folded = foldWord(text);
  if (YES.has(folded)) return value(true);
  return NO.has(folded) ? value(false) : wrong(`${quote(text)} is neither yes nor no`);
}

function readTime(text: string, { dates, clock }: Words): Reading {
  if (text === '') return value(null);
  const moment = readInstant(text, dates, clock);
  return moment === undefined
    ? wrong(`${quote(text)} is no date like ${DATE_EXAMPLES[dates]}`)
    : value(moment);
}

export const quote = (text: string) => `"${shorten(text, 60)}"`;
