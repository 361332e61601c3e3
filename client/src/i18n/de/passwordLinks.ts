import type { passwordLinks as english } from '../en/passwordLinks.ts';
import type { Translation } from '../translation.ts';

export const passwordLinks: Translation<typeof english> = {
  title: 'Neues Passwort festlegen',
  welcome: 'Willkommen bei Caseload',
  introInvite:
    '{{name}}, Sie sind eingeladen, bei {{organisation}} mitzuarbeiten. Wählen Sie ein Passwort, dann kann es losgehen.',
  introReset: '{{name}}, wählen Sie das Passwort, mit dem Sie sich ab jetzt bei {{organisation}} anmelden.',
  endsSessions: 'Wo Sie angemeldet sind, müssen Sie sich danach neu anmelden.',
  submit: 'Passwort festlegen',
  setTitle: 'Ihr Passwort ist festgelegt',
  set: 'Melden Sie sich mit {{email}} und dem eben gewählten Passwort an.',
  signIn: 'Zur Anmeldung',
  otherSession: 'In diesem Browser ist {{name}} angemeldet.',
  signOutFirst: 'Abmelden und zur Anmeldung',
  noGoodTitle: 'Dieser Link gilt nicht mehr',
  noGood: 'Er wurde schon benutzt, ist abgelaufen, oder ein neuerer hat ihn ersetzt.',
  noGoodHelp:
    'Wenn Sie damit Ihr Passwort festgelegt haben, melden Sie sich an. Sonst bitten Sie die Administration um einen neuen Link.',
  toSignIn: 'Zur Anmeldung',
};
