import type { views as english } from '../en/views.ts';
import type { Translation } from '../translation.ts';

export const views: Translation<typeof english> = {
  title: 'Ansichten',
  builtIn: {
    open: 'Offen',
    'due-today': 'Heute fällig',
    overdue: 'Überfällig',
    waiting: 'Wartend',
    'follow-up': 'Wiedervorlage',
    all: 'Alle',
  },
  shared: 'Geteilte Ansicht',
  modified: 'geändert',
  saveView: 'Ansicht speichern',
  saveAs: 'Als neue Ansicht speichern',
  update: 'In „{{name}}“ speichern',
  reset: 'Zurücksetzen',
  actions: 'Diese Ansicht',
  rename: 'Umbenennen',
  shareNow: 'Mit allen teilen',
  unshare: 'Nicht mehr teilen',
  delete: 'Löschen',
  deleted: 'Ansicht „{{name}}“ gelöscht',
  name: 'Name',
  share: 'Mit allen bei {{organisation}} teilen',
  save: 'Speichern',
};
