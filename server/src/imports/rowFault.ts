import type { z } from 'zod';
import type { RowProblem } from '@caseload/shared/imports/import.ts';

/** One thing wrong with a row. */
export type RowFault = {
  readonly type: RowProblem;
  /** What it was read for; null when it is about the whole row. */
  readonly field: string | null;
  readonly columns: readonly string[];
  /** What a person would call the mistake, with the field and where it was read from. */
  readonly sentence: string;
  /** What the file says there; absent for a fault of the whole row. */
  readonly text?: string;
  /** What the file says where no meaning was found for it. */
  readonly word?: string;
};

export type Place = { readonly field: string; readonly columns: readonly string[] };

/** What is wrong, before it is known where. */
export type Mistake = Pick<RowFault, 'type' | 'word'> & { readonly reason: string };

export function faultAt({ field, columns }: Place, { reason, ...mistake }: Mistake, text: string): RowFault {
  return { ...mistake, field, columns, text, sentence: sentenceAt({ field, columns }, reason) };
}

export const sentenceAt = ({ field, columns }: Place, reason: string): string =>
  `${columns.length === 0 ? field : `${field} (${columns.join(', ')})`}: ${reason}`;

/** Where a field is read from; in no column when it is mapped to none. */
export const placeOf = (field: string, columns: readonly Place[]): Place =>
  columns.find((column) => column.field === field) ?? { field, columns: [] };

/** What a contract found wrong with a value. */
export function mistakeOf(issue: z.core.$ZodIssue): Mistake {
  if (issue.code === 'too_big') {
    return issue.origin === 'array'
      ? { type: 'too-many', reason: `has more than ${issue.maximum}` }
      : { type: 'too-long', reason: `is longer than ${issue.maximum}` };
  }
  if (issue.code === 'too_small') return { type: 'empty', reason: 'is empty' };
  if (issue.code === 'invalid_format' && issue.format === 'email') {
    return { type: 'email', reason: 'is no e-mail address' };
  }
  return { type: 'other', reason: issue.message };
}

export const sentenceOf = (faults: readonly RowFault[]): string =>
  faults.map(({ sentence }) => sentence).join('; ');
