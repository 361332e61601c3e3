import type { customFields as english } from '../en/customFields.ts';
import type { Translation } from '../translation.ts';

export const customFields: Translation<typeof english> = {
  intro: 'Felder, die jeder Kunde der Organisation neben den üblichen hat. Eine Änderung sehen alle sofort.',
  none: 'Es gibt noch keine eigenen Felder.',
  inUse: 'Eigene Felder in Gebrauch',
  archived: 'Archivierte Felder',
  archivedHint: 'Sie werden nicht mehr angeboten. Vorhandene Werte bleiben erhalten und lesbar.',
  types: { text: 'Text', number: 'Zahl', date: 'Datum', choice: 'Auswahl' },
  add: 'Feld hinzufügen',
  label: 'Name',
  type: 'Art',
  key: 'Schlüssel für Programme und Importe',
  keyHint: 'Buchstaben, Ziffern und _, beginnend mit einem Buchstaben. Später nicht mehr änderbar.',
  keyTaken: 'Diesen Schlüssel hat ein anderes Feld, vielleicht ein archiviertes.',
  keyInvalid: 'Buchstaben, Ziffern und _, beginnend mit einem Buchstaben, höchstens 64.',
  choices: 'Auswahl',
  choicesHint: 'Je Zeile eine Möglichkeit, in der angebotenen Reihenfolge.',
  choicesRemovalHint: 'Je Zeile eine Möglichkeit. Kunden behalten, was hier herausgenommen wird.',
  create: 'Feld hinzufügen',
  save: 'Speichern',
  cancel: 'Abbrechen',
  edit: 'Bearbeiten',
  editOne: '{{label}} bearbeiten',
  up: '{{label}} nach oben',
  down: '{{label}} nach unten',
  archive: 'Archivieren',
  archiveOne: '{{label}} archivieren',
  wasArchived: '{{label}} archiviert',
  bringBack: 'Zurückholen',
  bringBackOne: '{{label}} zurückholen',
  outdated:
    'Jemand anderes hat dieses Feld inzwischen geändert. Die Liste zeigt den jetzigen Stand; bitte ansehen und erneut versuchen.',
  archivedMeanwhile:
    'Jemand anderes hat dieses Feld inzwischen archiviert. Ihre Änderungen lassen sich trotzdem speichern.',
  takenIn:
    'Jemand anderes hat dieses Feld inzwischen geändert. Diese Änderungen stehen jetzt hier, Ihre bleiben erhalten: bitte ansehen und erneut speichern.',
};
