import type { Database } from '@caseload/db/kernel/openDatabase.ts';
import { notFound } from '../http/problemError.ts';
import { digestOfToken } from './linkToken.ts';
import { findGoodLink, findLinkOwner } from './queries.ts';

/** One answer to every link that is not good, so that nobody learns whether there is such a person or link. */
export const NO_GOOD_LINK = 'This link is not good: it was used, replaced or has expired. Ask for another.';

/** A link that is good at this moment, with whose it is. */
export async function findPasswordLink(database: Database, token: string) {
  const passwordLink = digestOfToken(token);
  const [[owner]] = await database.read({ passwordLink }, (tx) => [findLinkOwner(tx, passwordLink)]);
  if (!owner) throw notFound(NO_GOOD_LINK);
  const { organisationId } = owner;
  const [[link]] = await database.read({ organisationId }, (tx) => [
    findGoodLink(tx, organisationId, owner.id),
  ]);
  if (!link?.email) throw notFound(NO_GOOD_LINK);
  return { owner, link: { ...link, email: link.email } };
}
