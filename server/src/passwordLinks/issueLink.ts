import type { Logger } from 'pino';
import { type IssuedLink, passwordPageAddress } from '@caseload/shared/passwordLinks/passwordLink.ts';
import type { Person } from '@caseload/shared/people/person.ts';
import type { Transaction } from '@caseload/db/kernel/transaction.ts';
import type { Mailer } from '../mail/mailer.ts';
import { type MailLanguage, passwordLinkMail } from '../mail/passwordLinkMail.ts';
import { newId } from '../newId.ts';
import type { Actor } from '../session/actor.ts';
import { digestOfToken, newLinkToken } from './linkToken.ts';
import { insertLink, revokeLinks } from './queries.ts';

export type LinkDependencies = {
  readonly logger: Logger;
  /** Undefined when no mail server is configured. */
  readonly mailer: Mailer | undefined;
  /** What links begin with; empty when nobody said under which address people come. Never taken from a request. */
  readonly publicAddress: () => string;
};

/** A link as its maker knows it, before it is stored: the token is never stored. */
export type FreshLink = { readonly id: string; readonly token: string };
export const freshLink = (): FreshLink => ({ id: newId(), token: newLinkToken() });

/** Stores the link in place of all older ones. Needs the lock of the person. */
export async function storeLink(
  tx: Transaction,
  actor: Actor,
  person: { readonly id: string; readonly hasPassword: boolean },
  link: FreshLink,
): Promise<void> {
  const { organisationId } = actor;
  await tx.together([
    revokeLinks(tx, organisationId, person.id),
    insertLink(tx, {
      organisationId,
      id: link.id,
      employeeId: person.id,
      purpose: person.hasPassword ? 'reset' : 'invite',
      tokenHash: digestOfToken(link.token),
      createdBy: actor.id,
    }),
  ]);
}

/**
 * Sends a stored link by mail where a mail server is configured; where there is none, or it does not take the mail,
 * the link is part of the answer. Never throws: the person and the link are saved already.
 */
export async function deliverLink(
  { logger, mailer, publicAddress }: LinkDependencies,
  actor: Actor,
  { name, email, link }: Person,
  { token }: FreshLink,
): Promise<IssuedLink> {
  if (link === null) throw new Error('the link was stored and is not there');
  const { purpose, expiresAt } = link;
  const address = passwordPageAddress(publicAddress(), token);
  const byHand = { purpose, expiresAt, delivery: 'link', address } as const;
  if (mailer === undefined || email === null) return { ...byHand, mailFailed: false };
  const mail = passwordLinkMail({
    purpose,
    language: languageOf(actor),
    person: { name, email },
    organisation: actor.organisation.name,
    sender: actor.name,
    address,
    expiresAt,
  });
  try {
    await mailer.send(mail);
    return { purpose, expiresAt, delivery: 'mail', address: null, mailFailed: false };
  } catch (error) {
    logger.warn({ err: error }, 'a mail could not be sent');
    return { ...byHand, mailFailed: true };
  }
}

/** The person has set nothing yet: colleagues speak the language of who invites them. */
const languageOf = ({ settings }: Actor): MailLanguage => (settings.language === 'de' ? 'de' : 'en');
