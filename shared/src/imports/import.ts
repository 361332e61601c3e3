import { z } from 'zod';
import { recordedAt } from '../contracts/values.ts';
import { DATE_STYLES, importRules } from './importRules.ts';
import { importWork } from './importWork.ts';

export const IMPORT_MAXIMUM_BYTES = 100 * 1024 * 1024;
/** More is no table of customers any more. */
export const IMPORT_COLUMNS_MAXIMUM = 500;
export const SAMPLE_ROWS = 5;
/** Cells of the sample are cut to this length. */
export const SAMPLE_CELL_MAXIMUM = 200;

export const ENCODINGS = ['utf-8', 'utf-16le', 'utf-16be', 'windows-1252'] as const;
export const encoding = z.enum(ENCODINGS);
export type Encoding = z.output<typeof encoding>;

/** The character itself: comma, semicolon, tab, bar. */
export const DELIMITERS = [',', ';', '\t', '|'] as const;
export const delimiter = z.enum(DELIMITERS);
export type Delimiter = z.output<typeof delimiter>;

/** Why rows were left out, by type. */
export const ROW_PROBLEMS = [
  'cells',
  'header-again',
  'empty',
  'too-long',
  'email',
  'date',
  'yes-no',
  'status',
  'priority',
  'assignee',
  'assignee-ambiguous',
  'number',
  'choice',
  'duplicate',
  'too-many',
  'other',
] as const;
export const rowProblem = z.enum(ROW_PROBLEMS);
export type RowProblem = z.output<typeof rowProblem>;

const person = z.strictObject({ id: z.string(), name: z.string() });
const count = <T extends z.ZodType>(of: T) => z.array(z.strictObject({ of, count: z.int() }));

/** What a check found, or what an import did. */
export const importReport = z
  .strictObject({
    /** Rows of the file without its header and blank lines. */
    read: z.int(),
    created: z.int(),
    updated: z.int(),
    /** Customers that an undone import had archived, brought back. */
    restored: z.int(),
    /** Customers that are here already and stay as they are. */
    unchanged: z.int(),
    rejected: z.int(),
    /** Of what is created, updated or restored: by status key, most first. */
    byStatus: count(z.string()),
    /** The same by the assignee's name (null: nobody), most first. */
    byAssignee: count(z.string().nullable()),
    /** Names of inactive employees that are made since the file speaks of them, at most 1,000. */
    newPeople: z.array(z.string()),
    /** Faults by type and field, most first. A row may have several. */
    problems: z.array(
      z.strictObject({
        type: rowProblem,
        /** What the column was to be, or null for a fault of the whole row. */
        field: z.string().nullable(),
        columns: z.array(z.string()),
        count: z.int(),
        /** The first one: its row as a spreadsheet counts (the header is row 1), and a sentence. */
        row: z.int(),
        example: z.string(),
        /** What the file says there, at most 60 characters; null where it is about the row, absent in older reports. */
        text: z.string().nullable().optional(),
        /** The words of the file that mean nothing here, most first, at most 20; to be given a meaning. */
        words: count(z.string()),
      }),
    ),
    /** The first rows that were left out; `errors.csv` has them all. */
    rejections: z.array(z.strictObject({ row: z.int(), reason: z.string() })),
  })
  .meta({ id: 'ImportReport' });
export type ImportReport = z.output<typeof importReport>;

/** What taking an import back came to. */
export const importUndo = z
  .strictObject({
    /** Customers it had created, archived now. */
    archived: z.int(),
    /** Customers it had changed, set back now. */
    setBack: z.int(),
    /**
     * Customers that stay as they are: somebody changed them since, their status of before is archived, or whoever had
     * them before has left.
     */
    kept: z.int(),
    /** The first 100 of those. */
    keptCustomers: z.array(
      z.strictObject({
        id: z.string(),
        name: z.string(),
        changedBy: person.nullable(),
        changedAt: recordedAt.nullable(),
      }),
    ),
  })
  .meta({ id: 'ImportUndo' });
export type ImportUndo = z.output<typeof importUndo>;

/** Where the work stands: `waiting` for its turn, `reading` the file, `saving` the customers. */
export const importPhase = z.enum(['waiting', 'reading', 'saving']);
export type ImportPhase = z.output<typeof importPhase>;

const summary = {
  id: z.string(),
  fileName: z.string(),
  sizeBytes: z.int(),
  /** What was reached. Work under way stands in `work`, work that ended without reaching anything in `stopped`. */
  state: z.enum(['uploaded', 'checked', 'done', 'undone']),
  work: z
    .strictObject({
      kind: importWork,
      phase: importPhase,
      /** Rows, or customers for an undo. While reading, `total` is an estimate. */
      done: z.int(),
      total: z.int(),
      rowsPerSecond: z.int(),
      startedBy: person,
      startedAt: recordedAt,
      /** Somebody asked for it to stop; it has not yet. */
      cancelling: z.boolean(),
    })
    .nullable(),
  /** Why the last work ended early; nothing was changed by it. `interrupted`: the server stopped meanwhile. */
  stopped: z
    .strictObject({
      kind: importWork,
      why: z.enum(['failed', 'cancelled', 'interrupted']),
      message: z.string(),
    })
    .nullable(),
  createdBy: person,
  createdAt: recordedAt,
  ranBy: person.nullable(),
  ranAt: recordedAt.nullable(),
  undoneBy: person.nullable(),
  undoneAt: recordedAt.nullable(),
  /** What the import did; null before. */
  result: importReport.nullable(),
};

/** An import in the list of all. */
export const importSummary = z.strictObject(summary).meta({ id: 'ImportSummary' });
export type ImportSummary = z.output<typeof importSummary>;

/** A file that is, or was, imported. */
export const customerImport = z
  .strictObject({
    ...summary,
    encoding,
    delimiter,
    header: z.array(z.string()),
    sample: z.array(z.array(z.string())),
    /** Rows below the header; exact for small files. */
    rowEstimate: z.int(),
    /** What the columns are, as it was set; null before. */
    rules: importRules.nullable(),
    /** What they may be, by their names and cells, and what was set for the same header before. */
    suggestion: z.strictObject({
      map: z.array(z.strictObject({ field: z.string(), columns: z.array(z.string()) })),
      dates: z.enum(DATE_STYLES),
      /** The rules of the last import with this header; null when there was none. */
      remembered: importRules.nullable(),
    }),
    /** What a check found; null before, and after the rules were changed. */
    check: importReport.nullable(),
    /** What the last undoing came to. When every customer was kept, the state is `done` still. */
    undo: importUndo.nullable(),
    /** Whether `errors.csv` can be fetched. */
    hasErrorFile: z.boolean(),
  })
  .meta({ id: 'Import' });
export type CustomerImport = z.output<typeof customerImport>;
