import type { conflicts as english } from '../en/conflicts.ts';
import type { Translation } from '../translation.ts';

export const conflicts: Translation<typeof english> = {
  title: '{{who}} hat diesen Kunden während der Bearbeitung geändert',
  ownElsewhere_one:
    '{{fields}} wurde auch in einem anderen eigenen Fenster geändert. Es gilt, was zuletzt gespeichert wurde; der frühere Wert steht im Verlauf.',
  ownElsewhere_other:
    '{{fields}} wurden auch in einem anderen eigenen Fenster geändert. Es gilt, was zuletzt gespeichert wurde; die früheren Werte stehen im Verlauf.',
  somebody: 'Jemand',
  intro_one: 'Beide haben dasselbe Feld geändert. Bitte auswählen, was gelten soll.',
  intro_other: 'Beide haben dieselben {{count}} Felder geändert. Bitte auswählen, was gelten soll.',
  was: 'Vorher',
  theirs: 'Andere Fassung',
  theirsBy: 'Fassung von {{who}} ({{when}})',
  yours: 'Eigene Fassung',
  result: 'Ergebnis für {{field}}',
  resultHint: 'Das wird gespeichert; es lässt sich beliebig bearbeiten.',
  keptAutomatically: 'Von selbst behalten',
  keptTheirs: '{{field}}: {{value}} ({{who}})',
  keptMine: '{{field}}: {{value}} (eigene Fassung)',
  saveChoices: 'Auswahl speichern',
  useTheirs: 'Andere Fassung nehmen',
  copyMine: 'Eigenen Text kopieren',
  copied: 'Kopiert',
  copyFailed: 'Der Browser hat das Kopieren nicht erlaubt. Bitte den Text markieren und von Hand kopieren.',
  keepEditing: 'Weiter bearbeiten',
  removed: 'entfernt',
  added: 'hinzugefügt',
};
