import type { workQueue as english } from '../en/workQueue.ts';
import type { Translation } from '../translation.ts';

export const workQueue: Translation<typeof english> = {
  start: 'Arbeit beginnen',
  goOn: 'Weiterarbeiten',
  bar: 'Arbeitsfolge',
  position: '{{position}} von {{total}}',
  previous: 'Voriger Kunde',
  next: 'Nächster Kunde',
  saveAndNext: 'Speichern und weiter',
  notSaved: 'Etwas konnte nicht gespeichert werden, darum bleibt dieser Kunde offen.',
  nextNotRead:
    'Der nächste Kunde lässt sich ohne Verbindung nicht laden, darum bleibt dieser offen. Alles Geänderte bleibt erhalten.',
  skip: 'Überspringen …',
  stop: 'Aufhören',
  notYours: 'Nicht mehr in der Arbeitsfolge',

  skipTitle: 'Diesen Kunden überspringen',
  skipIntro:
    'Der Kunde bleibt in diesem Durchgang außen vor und kommt beim nächsten wieder. Der Grund steht in seinem Verlauf.',
  skipReason: 'Warum?',
  reasons: {
    notReached: 'Nicht erreicht',
    waitsForOthers: 'Wartet auf jemand anderen',
    tooEarly: 'Zu früh',
    needsMoreTime: 'Braucht mehr Zeit als jetzt da ist',
    notMine: 'Jemand anderes sollte das machen',
    other: 'Anderer Grund',
  },
  skipText: 'Eigener Grund',
  skipTextMissing: 'Bitte kurz sagen, warum.',
  skipNow: 'Überspringen',
  cancel: 'Abbrechen',
  skipFailed: 'Nicht übersprungen. {{reason}}',

  loading: 'Die Arbeitsfolge wird zusammengestellt …',
  failed: 'Die Arbeitsfolge konnte nicht geladen werden',
  title: 'Arbeitsfolge',
  emptyTitle: 'Nichts zu tun',
  empty: 'Es ist kein offener Kunde zugewiesen, und heute steht keine Wiedervorlage an.',
  endTitle: 'Das war alles',
  end: 'Die Arbeitsfolge ist geschafft. Gut gemacht.',
  worked_one: '{{count}} Kunde bearbeitet',
  worked_other: '{{count}} Kunden bearbeitet',
  skipped_one: '{{count}} Kunde übersprungen',
  skipped_other: '{{count}} Kunden übersprungen',
  seen_one: '{{count}} Kunde nur angesehen',
  seen_other: '{{count}} Kunden nur angesehen',
  left_one: '{{count}} Kunde wurde von jemand anderem abgeschlossen oder übergeben',
  left_other: '{{count}} Kunden wurden von jemand anderem abgeschlossen oder übergeben',
  startAgain: 'Nach mehr suchen',
};
