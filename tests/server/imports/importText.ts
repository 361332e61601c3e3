import { Readable } from 'node:stream';
import type { Database } from '@caseload/db/kernel/openDatabase.ts';
import { importCustomers, type ImportRequest } from '@caseload/server/imports/importCustomers.ts';
import { importRules, type Mapping } from '@caseload/shared/imports/importRules.ts';
import { readCsv } from '@caseload/server/imports/readCsv.ts';
import type { ImportReport } from '@caseload/shared/imports/import.ts';
import type { Company } from '../../support/cast.ts';

export type TextImport = Partial<Pick<ImportRequest, 'dryRun' | 'rejects'>> & {
  /** Field to column; `name` to `name` and so on where nothing is said. */
  readonly map?: Readonly<Record<string, string>>;
  readonly rules?: Readonly<Record<string, unknown>>;
};

/** Time limits of the pool that the server imports with: several imports at once wait for each other. */
export const PATIENT = { statementTimeoutMs: 120_000, lockTimeoutMs: 30_000 };

/** Imports a CSV text into an organisation of the cast, in the name of its administrator. */
export function importText(
  database: Database,
  company: Company,
  text: string,
  { map, rules, ...request }: TextImport = {},
): Promise<ImportReport> {
  const header = text.split('\n', 1)[0]?.split(',') ?? [];
  const mapping: Mapping[] = map
    ? Object.entries(map).map(([field, columns]) => ({ field, columns: [columns] }))
    : header.map((column) => ({ field: column, columns: [column] }));
  return importCustomers(database, {
    ...request,
    organisationId: company.organisationId,
    actorId: company.admin.id,
    rules: importRules.parse({ map: mapping, ...rules }),
    open: () => readCsv(Readable.from([Buffer.from(text)])),
  });
}
