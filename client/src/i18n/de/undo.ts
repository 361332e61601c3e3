import type { undo as english } from '../en/undo.ts';
import type { Translation } from '../translation.ts';

export const undo: Translation<typeof english> = {
  offers: 'Änderungen, die sich zurücknehmen lassen',
  undo: 'Rückgängig',
  waits: 'Wird zurückgenommen, sobald es gespeichert ist.',
  undone: 'Zurückgenommen: {{message}}',
  failed: 'Ließ sich nicht zurücknehmen. {{reason}}',
  dismiss: 'Ausblenden',
};
