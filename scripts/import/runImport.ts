import { stat } from 'node:fs/promises';
import path from 'node:path';
import { type Database, openDatabase } from '@caseload/db/kernel/openDatabase.ts';
import { type ImportRequest, importCustomers } from '@caseload/server/imports/importCustomers.ts';
import { ImportFault } from '@caseload/server/imports/importFault.ts';
import { findOrganisation, listAdministrators } from '@caseload/server/imports/queries.ts';
import { readCsv } from '@caseload/server/imports/readCsv.ts';
import type { ImportReport } from '@caseload/shared/imports/import.ts';
import { errorCode } from '@caseload/db/embedded/errorCode.ts';
import type { ImportCommand } from './commandLine.ts';
import { type OpenFile, openCsvFile } from './openCsvFile.ts';
import { openRejectsFile } from './rejectsFile.ts';

export type ImportOutcome = { readonly report: ImportReport; readonly organisation: string };

/** The share of the time that reading the file takes. */
const READING = 0.3;

/**
 * Does what the command line asks for on the database at `url`. Paths are absolute. Throws `ImportFault` for what
 * a person can put right.
 */
export async function runImport(
  command: ImportCommand,
  options: {
    readonly url: string;
    /** `done` is the share of the work, 0 to 1. */
    readonly onProgress?: (done: number, rows: number) => void;
    readonly signal?: AbortSignal;
  },
): Promise<ImportOutcome> {
  const bytes = await sizeOf(command.file);
  if (command.rejects !== undefined) await refuseSameFile(command.file, command.rejects);
  // An import waits longer than a person would, but no statement of it takes minutes.
  const database = openDatabase({
    url: options.url,
    max: 2,
    connectTimeoutMs: 10_000,
    statementTimeoutMs: 120_000,
    lockTimeoutMs: 30_000,
    applicationName: 'caseload-import',
  });
  try {
    const who = await findWho(database, command);
    const rejects = command.rejects === undefined ? undefined : await openRejectsFile(command.rejects);
    let opened: OpenFile | undefined;
    const request: ImportRequest = {
      ...who,
      rules: command.rules,
      dryRun: command.dryRun,
      open: () => {
        opened = openCsvFile(command.file, options.signal);
        return readCsv(opened.bytes);
      },
      ...(rejects ? { rejects } : {}),
      onProgress: ({ phase, done, total }) => {
        const read = (opened?.bytesRead() ?? 0) / Math.max(bytes, 1);
        const share =
          phase === 'reading' ? READING * read : READING + (1 - READING) * (done / Math.max(total ?? 0, 1));
        options.onProgress?.(share, done);
      },
      ...(options.signal ? { signal: options.signal } : {}),
    };
    try {
      return { report: await importCustomers(database, request), organisation: who.organisationName };
    } finally {
      await rejects?.close();
    }
  } catch (error) {
    if (!errorCode(error)?.startsWith('Z_')) throw error;
    throw new ImportFault(`${command.file} is named like a gzip file and cannot be unpacked.`, {
      cause: error,
    });
  } finally {
    await database.close();
  }
}

async function sizeOf(file: string): Promise<number> {
  try {
    const found = await stat(file);
    if (found.isDirectory()) throw new ImportFault(`${file} is a directory.`);
    return found.size;
  } catch (error) {
    if (error instanceof ImportFault) throw error;
    throw new ImportFault(`There is no file ${path.resolve(file)} that can be read.`, { cause: error });
  }
}

/** Writing the rejects would destroy what is being read. */
async function refuseSameFile(file: string, rejects: string): Promise<void> {
  const [one, other] = await Promise.all([stat(file), stat(rejects).catch(() => undefined)]);
  if (other !== undefined && one.ino === other.ino && one.dev === other.dev) {
    throw new ImportFault('The file for the rejected rows is the imported file itself.');
  }
}

async function findWho(
  database: Database,
  command: ImportCommand,
): Promise<{ organisationId: string; organisationName: string; actorId: string }> {
  const slug = command.organisation;
  const [[organisation]] = await database.read({ organisationSlug: slug }, (tx) => [
    findOrganisation(tx, slug),
  ]);
  if (organisation === undefined) throw new ImportFault(`There is no organisation "${slug}".`);
  const organisationId = organisation.id;
  const [administrators] = await database.read({ organisationId }, (tx) => [
    listAdministrators(tx, organisationId),
  ]);
  const email = command.as?.trim().toLowerCase();
  const actor = administrators.find((one) => email === undefined || one.email === email);
  if (actor === undefined) {
    throw new ImportFault(
      email === undefined
        ? `The organisation "${slug}" has no active administrator, in whose name customers are imported.`
        : `"${email}" is no active administrator of "${slug}".`,
    );
  }
  return { organisationId, organisationName: organisation.name, actorId: actor.id };
}
