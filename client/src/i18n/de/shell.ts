import type { shell as english } from '../en/shell.ts';
import type { Translation } from '../translation.ts';

export const shell: Translation<typeof english> = {
  product: 'Caseload',
  skip: 'Zum Inhalt springen',
  mainMenu: 'Hauptmenü',
  openMenu: 'Menü öffnen',
  closeMenu: 'Menü schließen',
  fold: 'Seitenleiste einklappen',
  unfold: 'Seitenleiste ausklappen',
  myWork: 'Meine Arbeit',
  customers: 'Kunden',
  board: 'Auslastung',
  activity: 'Aktivität',
  reports: 'Berichte',
  mentions: 'Erwähnungen',
  teams: 'Teams',
  people: 'Personen',
  imports: 'Import',
  settings: 'Einstellungen',
  unread_one: '{{shown}} ungelesen',
  unread_other: '{{shown}} ungelesen',
  search: 'Kunden suchen',
  newCustomer: 'Neuer Kunde',
  leaving: {
    title: 'Verlassen, bevor es gespeichert ist?',
    text: 'Was Sie hier eingegeben haben, ist noch nicht gespeichert und kann verloren gehen.',
    stay: 'Bleiben',
    leave: 'Verlassen',
  },
  limited: 'Zu viele Anfragen · {{time}}',
  limitedHelp:
    'Der Server hat so viele Anfragen bekommen, dass er um eine Pause bittet. Danach geht es weiter.',
};
