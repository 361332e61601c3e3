import type { z } from 'zod';

/** One thing wrong with a row: the field, where it was read from, and what a person would call the mistake. */
export function rejectionReason(
  column: { readonly field: string; readonly names: readonly string[] },
  problem: string | z.core.$ZodIssue,
): string {
  const place = column.names.length === 0 ? column.field : `${column.field} (${column.names.join(', ')})`;
  return `${place}: ${typeof problem === 'string' ? problem : sayPlainly(problem)}`;
}

function sayPlainly(issue: z.core.$ZodIssue): string {
  if (issue.code === 'too_big') return `is longer than ${issue.maximum}`;
  if (issue.code === 'too_small') return 'is empty';
  if (issue.code === 'invalid_format' && issue.format === 'email') return 'is no e-mail address';
  return issue.message;
}
