import type { session as english } from '../en/session.ts';
import type { Translation } from '../translation.ts';

export const session: Translation<typeof english> = {
  title: 'Anmelden',
  intro: 'Gemeinsam an Kunden arbeiten. Keine Änderung geht verloren.',
  email: 'E-Mail',
  password: 'Passwort',
  showPassword: 'Passwort anzeigen',
  submit: 'Anmelden',
  required: 'Bitte ausfüllen.',
  failed: 'E-Mail oder Passwort stimmt nicht.',
  tooMany: 'Zu viele Versuche. Der nächste ist in {{time}} möglich.',
  again: 'Erneut anmelden',
  againIntro:
    'Die Sitzung ist zu Ende. Nach der Anmeldung geht es an derselben Stelle weiter; nichts Getipptes ist verloren.',
  taken: 'Hier ist jemand anderes angemeldet',
  takenIntro:
    'In diesem Browser hat sich jemand anderes angemeldet, daher sendet diese Seite nichts mehr. Nach erneuter Anmeldung geht es an derselben Stelle weiter; nichts Getipptes ist verloren.',
  leave: 'Diese Seite verlassen',
  someoneElse: 'Als jemand anderes anmelden',
  demo: 'Oder als eine der Demo-Personen umsehen',
  demoPassword: 'Ihr Passwort ist {{password}}',
  allPeople: 'Alle Personen ({{count}})',
  fewPeople: 'Weniger Personen',
  customers_one: '{{formatted}} Kunde',
  customers_other: '{{formatted}} Kunden',
  signOut: 'Abmelden',
};
