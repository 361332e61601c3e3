import type { statuses as english } from '../en/statuses.ts';
import type { Translation } from '../translation.ts';

export const statuses: Translation<typeof english> = {
  intro:
    'Welchen Status ein Kunde haben kann, in der angebotenen Reihenfolge. Eine Änderung sehen alle sofort; Kunden behalten ihren Status.',
  inUse: 'Status in Gebrauch',
  archived: 'Archivierte Status',
  archivedHint: 'Sie werden nicht mehr angeboten. Kunden, die einen davon haben, behalten ihn.',
  add: 'Status hinzufügen',
  full_one: 'Höchstens {{count}} Status kann in Gebrauch sein.',
  full_other: 'Höchstens {{count}} Status können in Gebrauch sein.',
  label: 'Name',
  labelMissing: 'Bitte einen Namen eingeben.',
  labelTaken: 'So heißt schon ein anderer Status, vielleicht ein archivierter.',
  category: 'Bedeutung',
  categories: { open: 'Offen', waiting: 'Wartend', done: 'Erledigt' },
  meanings: {
    open: 'Jemand muss etwas tun.',
    waiting: 'Wir warten auf jemand anderen; es zählt weiter als offene Arbeit.',
    done: 'Es ist nichts mehr zu tun: zählt als erledigt und steht in keiner Liste offener Arbeit.',
  },
  categoryHint_one: '{{count}} Kunde hat diesen Status und zählt ab dann als das Gewählte.',
  categoryHint_other: '{{count}} Kunden haben diesen Status und zählen ab dann als das Gewählte.',
  lastOpen:
    '{{label}} ist der letzte Status, der offen bedeutet: Neue Kunden beginnen in einem solchen. Fügen Sie zuerst einen weiteren hinzu.',
  create: 'Status hinzufügen',
  edit: 'Bearbeiten',
  editOne: '{{label}} bearbeiten',
  up: '{{label}} nach oben',
  down: '{{label}} nach unten',
  archive: 'Archivieren',
  archiveOne: '{{label}} archivieren',
  wasArchived: '{{label}} archiviert',
  changed: 'Status {{label}} geändert',
  bringBack: 'Zurückholen',
  bringBackOne: '{{label}} zurückholen',
  customers_one: '{{formatted}} Kunde',
  customers_other: '{{formatted}} Kunden',
  outdated:
    'Jemand anderes hat diesen Status inzwischen geändert. Die Liste zeigt den jetzigen Stand; bitte ansehen und erneut versuchen.',
  archivedMeanwhile:
    'Jemand anderes hat diesen Status inzwischen archiviert. Ihre Änderungen lassen sich trotzdem speichern.',
  takenIn:
    'Jemand anderes hat diesen Status inzwischen geändert. Diese Änderungen stehen jetzt hier, Ihre bleiben erhalten: bitte ansehen und erneut speichern.',
};
