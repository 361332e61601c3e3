import { z } from 'zod';
import { recordedAt } from '../contracts/values.ts';

/** `invite` sets the first password, `reset` another one. */
export const LINK_PURPOSES = ['invite', 'reset'] as const;
export const linkPurpose = z.enum(LINK_PURPOSES);
export type LinkPurpose = z.output<typeof linkPurpose>;

export const LINK_LIFETIME_HOURS: Readonly<Record<LinkPurpose, number>> = { invite: 7 * 24, reset: 24 };

/** The client's page for it. */
export const PASSWORD_PAGE = '/set-password';

/**
 * Where a person sets their password. The token stands behind `#`: a browser sends that part to nobody, so it is
 * in no log of a server or proxy and in no `Referer`. The page reads it from `location.hash`.
 */
export const passwordPageAddress = (publicUrl: string, token: string): string =>
  `${publicUrl.replace(/\/+$/u, '')}${PASSWORD_PAGE}#${token}`;

/** A link that was just made; all older ones of the person are void. */
export const issuedLink = z
  .strictObject({
    purpose: linkPurpose,
    expiresAt: recordedAt,
    /** `mail`: it was sent to the person. `link`: it is to be handed over by whoever asked. */
    delivery: z.enum(['mail', 'link']),
    /** For the delivery `link` only, and only this once: it is kept nowhere. */
    address: z.string().nullable(),
    /** Whether it should have been sent and the mail server did not take it. */
    mailFailed: z.boolean(),
  })
  .meta({ id: 'IssuedLink' });
export type IssuedLink = z.output<typeof issuedLink>;
