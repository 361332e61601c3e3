import type { CustomField } from '@caseload/shared/customFields/customField.ts';

export type Move = { readonly field: CustomField; readonly position: number };

/**
 * The positions to change so that a field stands so many places further down (or up, below zero); none when it
 * stands at the end already. Positions that are equal, as two people can leave them, are told apart by the way.
 */
export function moves(fields: readonly CustomField[], key: string, by: 1 | -1): Move[] {
  const from = fields.findIndex((field) => field.key === key);
  const to = from + by;
  const moved = fields[from];
  if (moved === undefined || to < 0 || to >= fields.length) return [];
  return fields
    .toSpliced(from, 1)
    .toSpliced(to, 0, moved)
    .map((field, position) => ({ field, position }))
    .filter(({ field, position }) => field.position !== position);
}
