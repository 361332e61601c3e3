export const undo = {
  offers: 'Changes that can be undone',
  undo: 'Undo',
  waits: 'Undone as soon as it is saved.',
  undone: 'Undone: {{message}}',
  failed: 'Could not be undone. {{reason}}',
  dismiss: 'Dismiss',
} as const;
