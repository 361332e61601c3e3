import type {
  CustomerImport,
  Delimiter,
  Encoding,
  ImportPhase,
  ImportReport,
  ImportUndo,
} from '@caseload/shared/imports/import.ts';
import type { ImportWork } from '@caseload/shared/imports/importWork.ts';
import type { ImportRules } from '@caseload/shared/imports/importRules.ts';
import {
  bigint,
  boolean,
  check,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  sql,
  text,
  uniqueIndex,
  uuid,
} from '../drizzle.ts';
import { instant } from './instant.ts';
import { employees } from './organisations.ts';

/** Files that customers are imported from; the bytes are in the file storage under the id. */
export const imports = pgTable(
  'imports',
  {
    organisationId: uuid('organisation_id').notNull(),
    id: uuid().notNull(),
    fileName: text('file_name').notNull(),
    sizeBytes: bigint('size_bytes', { mode: 'number' }).notNull(),
    sha256: text().notNull(),
    encoding: text().$type<Encoding>().notNull(),
    delimiter: text().$type<Delimiter>().notNull(),
    header: jsonb().$type<string[]>().notNull(),
    headerHash: text('header_hash').notNull(),
    sample: jsonb().$type<string[][]>().notNull(),
    rowEstimate: integer('row_estimate').notNull(),
    hasFile: boolean('has_file').notNull().default(true),
    rules: jsonb().$type<ImportRules>(),
    state: text().$type<CustomerImport['state']>().notNull().default('uploaded'),
    checkReport: jsonb('check_report').$type<ImportReport>(),
    result: jsonb().$type<ImportReport>(),
    undoResult: jsonb('undo_result').$type<ImportUndo>(),
    errorsId: uuid('errors_id'),
    work: text().$type<ImportWork>(),
    workId: uuid('work_id'),
    phase: text().$type<ImportPhase>(),
    done: integer(),
    total: integer(),
    rowsPerSecond: integer('rows_per_second'),
    startedBy: uuid('started_by'),
    startedAt: instant('started_at'),
    aliveAt: instant('alive_at'),
    cancelling: boolean().notNull().default(false),
    stopped: jsonb().$type<NonNullable<CustomerImport['stopped']>>(),
    createdBy: uuid('created_by').notNull(),
    createdAt: instant('created_at').notNull().default(sql`clock_timestamp()`),
    ranBy: uuid('ran_by'),
    ranAt: instant('ran_at'),
    undoneBy: uuid('undone_by'),
    undoneAt: instant('undone_at'),
  },
  (t) => [
    primaryKey({ name: 'imports_pkey', columns: [t.organisationId, t.id] }),
    foreignKey({
      name: 'imports_created_by_fkey',
      columns: [t.organisationId, t.createdBy],
      foreignColumns: [employees.organisationId, employees.id],
    }),
    foreignKey({
      name: 'imports_started_by_fkey',
      columns: [t.organisationId, t.startedBy],
      foreignColumns: [employees.organisationId, employees.id],
    }),
    foreignKey({
      name: 'imports_ran_by_fkey',
      columns: [t.organisationId, t.ranBy],
      foreignColumns: [employees.organisationId, employees.id],
    }),
    foreignKey({
      name: 'imports_undone_by_fkey',
      columns: [t.organisationId, t.undoneBy],
      foreignColumns: [employees.organisationId, employees.id],
    }),
    check('imports_encoding_known', sql`${t.encoding} in ('utf-8', 'utf-16le', 'utf-16be', 'windows-1252')`),
    check(
      'imports_delimiter_known',
      sql`length(${t.delimiter}) = 1 and ascii(${t.delimiter}) in (9, 44, 59, 124)`,
    ),
    check(
      'imports_state_known',
      sql`(${t.state} in ('uploaded', 'checked') and ${t.result} is null and ${t.ranAt} is null)
        or (${t.state} = 'done' and ${t.result} is not null and ${t.ranAt} is not null and ${t.undoneAt} is null)
        or (${t.state} = 'undone' and ${t.result} is not null and ${t.undoResult} is not null and ${t.undoneAt} is not null)`,
    ),
    check(
      'imports_work_known',
      sql`(${t.work} is null and ${t.workId} is null)
        or (${t.work} in ('check', 'run', 'undo') and ${t.workId} is not null and ${t.phase} in ('waiting', 'reading', 'saving')
          and ${t.done} is not null and ${t.total} is not null and ${t.rowsPerSecond} is not null
          and ${t.startedBy} is not null and ${t.startedAt} is not null and ${t.aliveAt} is not null)`,
    ),
    uniqueIndex('imports_at_work').on(t.organisationId).where(sql`${t.work} is not null`),
    index('imports_of_header').on(t.organisationId, t.headerHash, t.id).where(sql`${t.rules} is not null`),
    index('imports_with_file').on(t.createdAt).where(sql`${t.hasFile} or ${t.errorsId} is not null`),
  ],
);
