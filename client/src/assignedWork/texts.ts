/** Names of the values a filter can have. */
export const DUE_TEXT = {
  overdue: 'assignedWork.dueOverdue',
  today: 'assignedWork.dueToday',
  week: 'assignedWork.dueWeek',
  none: 'assignedWork.noDue',
} as const;

export const FOLLOW_UP_TEXT = {
  set: 'assignedWork.followUpSet',
  later: 'assignedWork.followUpLater',
  due: 'assignedWork.followUpDue',
  none: 'assignedWork.noFollowUp',
  awake: 'assignedWork.followUpAwake',
} as const;

export const ARCHIVED_TEXT = {
  true: 'assignedWork.archivedOnly',
  any: 'assignedWork.archivedToo',
} as const;

export const ASSIGNED_TEXT = {
  me: 'assignedWork.assignedToMe',
  none: 'assignedWork.assignedToNobody',
  any: 'assignedWork.assignedToAnybody',
} as const;
