import type { CustomerImport, Delimiter, Encoding } from '@caseload/shared/imports/import.ts';
import type { ImportRules } from '@caseload/shared/imports/importRules.ts';
import { CUSTOM_FIELD_PREFIX } from '@caseload/shared/rules/diffCustomer.ts';
import type { Database } from '@caseload/db/kernel/openDatabase.ts';
import type { Transaction } from '@caseload/db/kernel/transaction.ts';
import { FileMissing, fileKey, type FileStorage } from '../attachments/fileStorage.ts';
import { storageBusy } from '../attachments/storageBusy.ts';
import { invalid, notFound } from '../http/problemError.ts';
import type { Actor } from '../session/actor.ts';
import { listPlainStatuses } from '../statuses/queries.ts';
import { makeAssignees } from './assignees.ts';
import { describeFile, type FileDescription } from './describeFile.ts';
import { notNow, refusingFaults } from './importProblems.ts';
import { findImport, type ImportRow, lockImport, saveImport } from './importRecords.ts';
import { makePeople } from './people.ts';
import { presentImport } from './presentImport.ts';
import { listPeople } from './queries.ts';
import { resolveColumns } from './resolveColumns.ts';
import { wordsOf } from './wordsOf.ts';

type Dependencies = { readonly database: Database; readonly storage: FileStorage };
type Setting = {
  readonly encoding?: Encoding;
  readonly delimiter?: Delimiter;
  readonly rules?: ImportRules;
};

/** Sets how the file is read and what its columns are. What was checked before counts no more. */
export async function setMapping(
  { database, storage }: Dependencies,
  actor: Actor,
  id: string,
  { rules, ...format }: Setting,
): Promise<CustomerImport> {
  const { organisationId } = actor;
  const [[found]] = await database.read({ organisationId }, (tx) => [findImport(tx, organisationId, id)]);
  if (!found) throw notFound('There is no such import.');
  if (!found.hasFile) throw notNow('has no file any more; upload it once more');
  const isReadAnew = format.encoding !== undefined || format.delimiter !== undefined;
  const about = isReadAnew ? await describeAnew(storage, actor, found, format) : undefined;
  return database.write({ organisationId }, async (tx) => {
    const [locked] = await lockImport(tx, organisationId, id);
    if (!locked) throw notFound('There is no such import.');
    refuseSettled(locked);
    if (rules !== undefined) await refuseRules(tx, actor, about?.header ?? found.header, rules);
    const columnsMoved = about !== undefined && about.headerHash !== found.headerHash;
    await saveImport(tx, organisationId, id, {
      ...about,
      state: 'uploaded',
      checkReport: null,
      ...(locked.isAlive ? {} : { work: null, workId: null }),
      stopped: null,
      ...(rules === undefined ? (columnsMoved ? { rules: null } : {}) : { rules }),
    });
    return presentImport(tx, actor, id);
  });
}

function refuseSettled({ state, work, isAlive }: Pick<ImportRow, 'state' | 'work' | 'isAlive'>): void {
  if (state === 'done' || state === 'undone') throw notNow('was imported already; upload the file once more');
  if (work !== null && isAlive) throw notNow('is at work; wait for it or cancel it');
}

async function describeAnew(
  storage: FileStorage,
  { organisationId }: Actor,
  row: ImportRow,
  format: { readonly encoding?: Encoding; readonly delimiter?: Delimiter },
): Promise<FileDescription> {
  const { content } = await storage.open(fileKey(organisationId, row.id)).catch((error: unknown) => {
    throw error instanceof FileMissing
      ? notNow('has no file any more; upload it once more')
      : storageBusy(error);
  });
  const pointer = format.encoding === undefined ? '/delimiter' : '/encoding';
  return refusingFaults('body', pointer, () => describeFile(content, { encoding: row.encoding, ...format }));
}

/** Throws for rules that name a column, status, person or custom field which is not there. */
async function refuseRules(
  tx: Transaction,
  { organisationId, organisation }: Actor,
  header: readonly string[],
  rules: ImportRules,
): Promise<void> {
  const { customFields } = organisation;
  const defined = new Set(customFields.map(({ key }) => CUSTOM_FIELD_PREFIX + key));
  const unknown = rules.map.findIndex(
    ({ field }) => field.startsWith(CUSTOM_FIELD_PREFIX) && !defined.has(field),
  );
  if (unknown !== -1) {
    const pointer = `/rules/map/${unknown}/field`;
    throw invalid([{ in: 'body', pointer, message: 'is no custom field of this organisation' }]);
  }
  const [statuses, people] = await tx.together([
    listPlainStatuses(tx, organisationId),
    listPeople(tx, organisationId),
  ]);
  await refusingFaults('body', '/rules/map', async () => resolveColumns(header, rules.map));
  await refusingFaults('body', '/rules/statuses', async () => wordsOf(rules, statuses, customFields));
  await refusingFaults('body', '/rules/assignees', async () => makeAssignees(makePeople(people), rules));
}
