import type { outbox as english } from '../en/outbox.ts';
import type { Translation } from '../translation.ts';

export const outbox: Translation<typeof english> = {
  region: 'Was noch zu senden ist',
  offline: 'Keine Verbindung zum Netz.',
  unreachable: 'Der Server ist nicht erreichbar.',
  typeOn: 'Alles Geschriebene bleibt erhalten.',
  waits: 'Noch ist nicht alles gesendet.',
  comments_one: '{{count}} Kommentar wartet aufs Senden.',
  comments_other: '{{count}} Kommentare warten aufs Senden.',
  saves_one: '{{count}} Änderung wartet aufs Speichern.',
  saves_other: '{{count}} Änderungen warten aufs Speichern.',
  onlyHere:
    'In diesem Browser ist kein Platz, um Wartendes aufzubewahren. Bitte diese Seite offen lassen, bis alles gesendet ist; sonst geht es verloren.',
  tryNow: 'Jetzt versuchen',
  show: 'Wartendes anzeigen',
  hide: 'Liste ausblenden',
  list: 'Wartet',
  aCustomer: 'Ein Kunde',
  comment: 'Kommentar: {{text}}',
  files_one: '{{count}} Datei',
  files_other: '{{count}} Dateien',
  change: 'Änderung von {{fields}}',

  sending: 'Wird gesendet …',
  waiting: 'Noch nicht gesendet. Der Kommentar bleibt erhalten und wird von selbst gesendet.',
  waitingBecause:
    'Noch nicht gesendet. {{reason}} Der Kommentar bleibt erhalten und wird von selbst noch einmal gesendet.',
  refused: 'Nicht gesendet. {{reason}}',
  lostFile:
    'Die Datei {{name}} ging mit der Seite verloren, auf der sie ausgewählt wurde. Bitte noch einmal auswählen.',
  sendNow: 'Jetzt senden',
  edit: 'Bearbeiten',
  copy: 'Text kopieren',

  otherDraft: 'Entwurf von einem anderen Gerät, geschrieben {{when}}',
  otherDraftJustNow: 'Entwurf von einem anderen Gerät, gerade eben geschrieben',
  otherWindow: 'Entwurf aus einem anderen eigenen Fenster',
  otherDraftOf: '{{what}}: {{text}}',
  draftOfComment: 'Kommentar',
  use: 'Übernehmen',
  discard: 'Verwerfen',
  typedHereToo: 'Hier steht schon anderer Text; was gebraucht wird, lässt sich kopieren.',

  goneArchived: '{{who}} hat diesen Kunden {{when}} archiviert.',
  goneTo: '{{who}} hat diesen Kunden {{when}} an {{to}} übergeben.',
  goneToNobody: '{{who}} hat die Zuständigkeit für diesen Kunden {{when}} aufgehoben.',
  justNow: 'gerade eben',
  somebody: 'Jemand',
  mayNotChange: 'Lesen und Kommentieren geht weiterhin, Ändern nicht mehr.',
  stillTyped: 'Das Geschriebene ist noch da:',
  sendAsComment: 'Als Kommentar senden',
  asComment: '{{field}}, geschrieben vor der Übergabe dieses Kunden:\n\n{{text}}',
};
