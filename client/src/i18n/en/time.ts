export const time = {
  justNow: 'just now',
  overdue: 'Overdue',
  today: 'Today',
  tomorrow: 'Tomorrow',
  none: 'No date',
} as const;
