export const undo = {
  offers: 'Changes that can be undone',
  undo: 'Undo',
  undone: 'Undone: {{message}}',
  failed: 'Could not be undone. {{reason}}',
  dismiss: 'Dismiss',
} as const;
