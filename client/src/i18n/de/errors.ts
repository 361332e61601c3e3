import type { errors as english } from '../en/errors.ts';
import type { Translation } from '../translation.ts';

export const errors: Translation<typeof english> = {
  title: 'Das hat nicht geklappt',
  network: 'Der Server hat nicht geantwortet. Bitte die Verbindung prüfen und erneut versuchen.',
  unexpected: 'Der Server hat etwas geantwortet, das diese Seite nicht versteht (Status {{status}}).',
  unknown:
    'Diese Seite hat einen Fehler gemacht. Bitte erneut versuchen; wenn er bleibt, die Seite neu laden.',
  validation: 'Bitte korrigieren: {{issues}}.',
  rateLimited_one: 'Zu viele Anfragen. In {{count}} Sekunde geht es weiter.',
  rateLimited_other: 'Zu viele Anfragen. In {{count}} Sekunden geht es weiter.',
  rateLimitedOver: 'Es waren zu viele Anfragen. Jetzt geht es weiter.',
  busy_one: 'Der Server ist ausgelastet. Bitte in {{count}} Sekunde erneut versuchen.',
  busy_other: 'Der Server ist ausgelastet. Bitte in {{count}} Sekunden erneut versuchen.',
  busyOver: 'Der Server war ausgelastet. Jetzt lässt es sich erneut versuchen.',
  unauthenticated: 'Die Sitzung ist beendet.',
  forbidden: 'Dafür fehlt die Berechtigung.',
  forbiddenBecause: 'Dafür fehlt die Berechtigung. ({{reason}})',
  notFound: 'Das gibt es nicht, oder es gehört einer anderen Organisation.',
  conflict: 'Jemand anderes hat dies gleichzeitig geändert.',
  outdated: 'Dies wurde inzwischen geändert. Bitte erneut ansehen und wiederholen, was noch gewünscht ist.',
  payloadTooLarge: 'Das ist zu groß, um gesendet zu werden.',
  refused: 'Der Server hat dies abgelehnt: {{title}}.',
  internal: 'Auf dem Server ist ein Fehler aufgetreten. Bitte erneut versuchen.',
  requestId: 'Anfragenummer: {{id}}',
  retry: 'Erneut versuchen',
  pageTitle: 'Etwas ist schiefgegangen',
  missingPageTitle: 'Seite nicht gefunden',
  missingPage: 'Unter dieser Adresse gibt es keine Seite.',
  toMyWork: 'Zu Meine Arbeit',
};
