import { makeScopedSql } from './sql.ts';
import type { Office } from './office.ts';
import type { Installation } from './ownInstallation.ts';

/** An installation that somebody else runs: nothing of it is stopped, cut or filled. */
export const givenInstallation = (url: string, databaseUrl: string): Installation => ({
  address: () => url,
  databaseUrl,
  own: undefined,
});

/** Customers and their trails stay for ever, as everywhere; nobody can sign in to them any more. */
export async function closeOffice(databaseUrl: string, { organisationId }: Office): Promise<void> {
  await makeScopedSql(databaseUrl, organisationId)(
    'update employees set active = false, session_epoch = session_epoch + 1 where organisation_id = $1',
    [organisationId],
  );
}
