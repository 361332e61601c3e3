import type { LinkPurpose } from '@caseload/shared/passwordLinks/passwordLink.ts';
import type { Mail } from './mailer.ts';

export type MailLanguage = 'en' | 'de';

export type PasswordLinkLetter = {
  readonly purpose: LinkPurpose;
  readonly language: MailLanguage;
  readonly person: { readonly name: string; readonly email: string };
  readonly organisation: string;
  /** Who asked for it. */
  readonly sender: string;
  readonly address: string;
  /** ISO 8601. */
  readonly expiresAt: string;
};

type Words = {
  readonly subject: (organisation: string) => string;
  readonly greeting: (name: string) => string;
  readonly body: (sender: string, organisation: string) => string;
  readonly expiry: (moment: string) => string;
  readonly unwanted: string;
};

const WORDS: Readonly<Record<MailLanguage, Readonly<Record<LinkPurpose, Words>>>> = {
  en: {
    invite: {
      subject: (organisation) => `Your access to Caseload (${organisation})`,
      greeting: (name) => `Hello ${name},`,
      body: (sender, organisation) =>
        `${sender} invites you to work with Caseload for ${organisation}. Choose your password here:`,
      expiry: (moment) => `The link works once, until ${moment}.`,
      unwanted: 'If you did not expect this, ignore it: without the link nothing happens.',
    },
    reset: {
      subject: (organisation) => `A new password for Caseload (${organisation})`,
      greeting: (name) => `Hello ${name},`,
      body: (sender, organisation) =>
        `${sender} sends you a link to choose a new password for Caseload (${organisation}):`,
      expiry: (moment) => `The link works once, until ${moment}. Your present password is good until then.`,
      unwanted: 'If you did not ask for this, tell your administrator.',
    },
  },
  de: {
    invite: {
      subject: (organisation) => `Ihr Zugang zu Caseload (${organisation})`,
      greeting: (name) => `Guten Tag ${name},`,
      body: (sender, organisation) =>
        `${sender} lädt Sie ein, mit Caseload für ${organisation} zu arbeiten. Hier wählen Sie Ihr Passwort:`,
      expiry: (moment) => `Der Link gilt einmal, bis ${moment}.`,
      unwanted:
        'Falls Sie das nicht erwartet haben, ignorieren Sie es einfach: Ohne den Link geschieht nichts.',
    },
    reset: {
      subject: (organisation) => `Ein neues Passwort für Caseload (${organisation})`,
      greeting: (name) => `Guten Tag ${name},`,
      body: (sender, organisation) =>
        `${sender} schickt Ihnen einen Link, mit dem Sie ein neues Passwort für Caseload (${organisation}) wählen:`,
      expiry: (moment) => `Der Link gilt einmal, bis ${moment}. Bis dahin gilt Ihr bisheriges Passwort.`,
      unwanted: 'Falls Sie das nicht gewünscht haben, sagen Sie es Ihrer Administration.',
    },
  },
};

/** The mail that brings a one-time link, as plain text. */
export function passwordLinkMail(letter: PasswordLinkLetter): Mail {
  const words = WORDS[letter.language][letter.purpose];
  const moment = new Intl.DateTimeFormat(letter.language, {
    dateStyle: 'full',
    timeStyle: 'short',
    timeZone: 'UTC',
  }).format(new Date(letter.expiresAt));
  const paragraphs = [
    words.greeting(letter.person.name),
    words.body(letter.sender, letter.organisation),
    letter.address,
    words.expiry(`${moment} (UTC)`),
    words.unwanted,
  ];
  return {
    to: letter.person.email,
    subject: words.subject(letter.organisation),
    text: `${paragraphs.join('\n\n')}\n`,
  };
}
