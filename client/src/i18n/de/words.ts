import type { words as english } from '../en/words.ts';
import type { Translation } from '../translation.ts';

export const words: Translation<typeof english> = {
  role: { employee: 'Sachbearbeitung', supervisor: 'Teamleitung', admin: 'Administration' },
  priority: { urgent: 'Dringend', high: 'Hoch', normal: 'Normal', low: 'Niedrig' },
  close: 'Schließen',
  opening: 'Wird geöffnet …',
  archived: 'Archiviert',
  field: {
    name: 'Name',
    email: 'E-Mail',
    phone: 'Telefon',
    status: 'Status',
    priority: 'Priorität',
    assignedTo: 'Zuständig',
    archived: 'Archiviert',
    dueAt: 'Fällig',
    followUpAt: 'Wiedervorlage',
    notes: 'Notizen',
    externalId: 'Externe Nummer',
    tags: 'Schlagwörter',
    updatedAt: 'Geändert',
    createdAt: 'Angelegt',
  },
};
