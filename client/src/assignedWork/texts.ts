/** Names of the values a filter can have. */
export const DUE_TEXT = {
  overdue: 'assignedWork.dueOverdue',
  today: 'assignedWork.dueToday',
  week: 'assignedWork.dueWeek',
} as const;

export const ARCHIVED_TEXT = {
  true: 'assignedWork.archivedOnly',
  any: 'assignedWork.archivedToo',
} as const;
