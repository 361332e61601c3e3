import { CUSTOM_FIELD_PREFIX } from '@caseload/shared/rules/diffCustomer.ts';
import type { CustomField } from '@caseload/shared/customFields/customField.ts';
import { type DateStyle, isCustomField } from '@caseload/shared/imports/importRules.ts';
import { ARCHIVED_STATUS } from '../customers/refusedInput.ts';
import { DATE_EXAMPLES, readInstant } from './readInstant.ts';
import { foldWord, shorten } from './resolveColumns.ts';
import type { Mistake } from './rowFault.ts';
import { wallAsUtc, type ZoneClock } from '@caseload/shared/time/zonedTime.ts';

/** What the words of this file and this organisation mean, by their folded form. */
export type Words = {
  readonly statuses: ReadonlyMap<string, string>;
  readonly statusDefault: string | null;
  /** Their keys: only customers that have one keep it. */
  readonly archivedStatuses: ReadonlySet<string>;
  /** What a new customer begins in when the row does not say. */
  readonly firstStatus: string;
  readonly priorities: ReadonlyMap<string, string>;
  readonly dates: DateStyle;
  readonly clock: ZoneClock;
  /** By key; other custom values are texts. */
  readonly customFields: ReadonlyMap<string, Pick<CustomField, 'type' | 'choices'>>;
};

/** `nothing` leaves the field to its default, or in an update as it is. */
export type Reading =
  | {
      readonly kind: 'value';
      readonly value: unknown;
      /** What is wrong with it unless the customer has that value already. */
      readonly unlessHeld?: Mistake;
    }
  | { readonly kind: 'custom'; readonly name: string; readonly value: string | number | null }
  | { readonly kind: 'assignee'; readonly word: string | null }
  | { readonly kind: 'nothing' }
  | ({ readonly kind: 'wrong' } & Mistake);

const NOTHING: Reading = { kind: 'nothing' };
const value = (of: unknown): Reading => ({ kind: 'value', value: of });
const wrong = (type: Mistake['type'], reason: string, word?: string): Reading => ({
  kind: 'wrong',
  type,
  reason,
  ...(word === undefined ? {} : { word }),
});

const YES: ReadonlySet<string> = new Set(['true', 'yes', 'y', '1', 'x', 'archived']);
const NO: ReadonlySet<string> = new Set(['false', 'no', 'n', '0', '']);

/** Several cells as one text. */
export const joinCells = (cells: readonly string[]): string => cells.filter((cell) => cell !== '').join(', ');

/** Reads the trimmed cells of one field; text is left to the contract to judge. */
export function cellReader(words: Words): (field: string, cells: readonly string[]) => Reading {
  return (field, cells) => {
    const filled = cells.filter((cell) => cell !== '');
    const text = joinCells(cells);
    if (isCustomField(field)) return readCustom(field.slice(CUSTOM_FIELD_PREFIX.length), text, words);
    switch (field) {
      case 'name':
      case 'externalId':
        return text === '' ? wrong('empty', 'is empty') : value(text);
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

function readStatus(text: string, { statuses, statusDefault, archivedStatuses }: Words): Reading {
  const key = text === '' ? statusDefault : (statuses.get(foldWord(text)) ?? statusDefault);
  if (key !== null && archivedStatuses.has(key)) {
    const reason = `${quote(text)} ${ARCHIVED_STATUS}`;
    return { kind: 'value', value: key, unlessHeld: { type: 'status', reason, word: text } };
  }
  if (key !== null) return value(key);
  return text === '' ? NOTHING : wrong('status', `${quote(text)} is no status here`, text);
}

function readPriority(text: string, { priorities }: Words): Reading {
  if (text === '') return NOTHING;
  const key = priorities.get(foldWord(text));
  return key === undefined ? wrong('priority', `${quote(text)} is no priority`, text) : value(key);
}

function readYesNo(text: string): Reading {
  const folded = foldWord(text);
  if (YES.has(folded)) return value(true);
  return NO.has(folded) ? value(false) : wrong('yes-no', `${quote(text)} is neither yes nor no`);
}

function readTime(text: string, { dates, clock }: Words): Reading {
  if (text === '') return value(null);
  const moment = readInstant(text, dates, clock);
  return moment === undefined
    ? wrong('date', `${quote(text)} is no date like ${DATE_EXAMPLES[dates]}`)
    : value(moment);
}

/** As the organisation defined the field: a number, a day, one of its choices in any case, or any text. */
function readCustom(name: string, text: string, { customFields, dates }: Words): Reading {
  const custom = (read: string | number | null): Reading => ({ kind: 'custom', name, value: read });
  const definition = customFields.get(name);
  if (text === '') return custom(null);
  switch (definition?.type) {
    case 'number': {
      const number = readNumber(text);
      return number === undefined ? wrong('number', `${quote(text)} is no number`) : custom(number);
    }
    case 'date': {
      // The day itself, wherever its midnight is.
      const day = readInstant(text, dates, wallAsUtc)?.slice(0, 10);
      return day === undefined
        ? wrong('date', `${quote(text)} is no date like ${DATE_EXAMPLES[dates]}`)
        : custom(day);
    }
    case 'choice': {
      const choice = definition.choices.find((one) => foldWord(one) === foldWord(text));
      return choice === undefined
        ? wrong('choice', `${quote(text)} is not one of the choices`, text)
        : custom(choice);
    }
    default:
      return custom(text);
  }
}

/** With a point or, as half of the world writes it, a comma; without separators of thousands, which could be either. */
function readNumber(text: string): number | undefined {
  if (!/^[+-]?\d{1,15}(?:[.,]\d{1,10})?$/u.test(text)) return undefined;
  return Number(text.replace(',', '.'));
}

export const quote = (text: string) => `"${shorten(text, 60).replaceAll('\u0000', '\ufffd')}"`;
