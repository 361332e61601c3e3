import type { RowProblem } from '@caseload/shared/imports/import.ts';

/** The text of each fault of a row. */
export const PROBLEM_TEXT = {
  cells: 'imports.problems.cells',
  'header-again': 'imports.problems.headerAgain',
  empty: 'imports.problems.empty',
  'too-long': 'imports.problems.tooLong',
  email: 'imports.problems.email',
  date: 'imports.problems.date',
  'yes-no': 'imports.problems.yesNo',
  status: 'imports.problems.status',
  priority: 'imports.problems.priority',
  assignee: 'imports.problems.assignee',
  'assignee-ambiguous': 'imports.problems.assigneeAmbiguous',
  number: 'imports.problems.number',
  choice: 'imports.problems.choice',
  duplicate: 'imports.problems.duplicate',
  'too-many': 'imports.problems.tooMany',
  other: 'imports.problems.other',
} as const satisfies Record<RowProblem, string>;
