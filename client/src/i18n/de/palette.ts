import type { palette as english } from '../en/palette.ts';
import type { Translation } from '../translation.ts';

export const palette: Translation<typeof english> = {
  title: 'Befehle und Kunden',
  ask: 'Befehl eingeben oder alle Kunden durchsuchen',
  customers: 'Kunden',
  actions: 'Befehle',
  screens: 'Seiten',
  results: 'Ergebnisse',
  nobody: 'niemand',
  searching: 'Kunden werden gesucht …',
  noCustomer: 'Kein Kunde gefunden zu „{{text}}“.',
  nothing: 'Nichts gefunden zu „{{text}}“.',
  failed: 'Die Kunden ließen sich nicht durchsuchen. {{reason}}',
  tooShort: 'Für die Kundensuche mindestens zwei Zeichen eingeben.',
  found_one: '{{count}} Kunde gefunden',
  found_other: '{{count}} Kunden gefunden',
  foundMany: 'Mehr als {{count}} Kunden gefunden; mehr eingeben, um einzugrenzen',
};
