import { parseArgs } from 'node:util';
import { type ImportRules, importRules } from '@caseload/shared/imports/importRules.ts';

/** The command line cannot be understood; the message is a sentence for the person who typed it. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

export type ImportCommand = {
  readonly file: string;
  readonly organisation: string;
  /** The administrator's e-mail address, when one is named. */
  readonly as: string | undefined;
  readonly rejects: string | undefined;
  readonly dryRun: boolean;
  readonly rules: ImportRules;
};

const repeatable = { type: 'string', multiple: true } as const;
const single = { type: 'string' } as const;

const OPTIONS = {
  organisation: single,
  as: single,
  map: repeatable,
  status: repeatable,
  'status-default': single,
  priority: repeatable,
  assignee: repeatable,
  'unknown-assignee': single,
  dates: single,
  'time-zone': single,
  existing: single,
  rejects: single,
  'dry-run': { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
} as const;

/** Reads what stands behind `npm run import --`. Throws `UsageError`. */
export function readCommandLine(words: readonly string[]): ImportCommand | 'help' {
  const { values, positionals } = parse(words);
  if (values.help) return 'help';
  const [file, ...more] = positionals;
  if (file === undefined) throw new UsageError('Say which file to import.');
  if (more.length > 0)
    throw new UsageError(`One file at a time, not also ${more.join(', ')}. Does a value need quotes?`);
  if (values.organisation === undefined) {
    throw new UsageError('Say into which organisation, for example --organisation harbour.');
  }
  return {
    file,
    organisation: values.organisation,
    as: values.as,
    rejects: values.rejects,
    dryRun: values['dry-run'] ?? false,
    rules: readRules({
      // A field's name holds no "=", a column's may; a status key holds none, a file's word may.
      map: pairs('map', values.map, 'first').map(([field, columns]) => ({ field, columns: [columns] })),
      statuses: pairs('status', values.status, 'last').map(([word, key]) => ({ word, key })),
      priorities: pairs('priority', values.priority, 'last').map(([word, key]) => ({ word, key })),
      assignees: pairs('assignee', values.assignee, 'first').map(([word, person]) => ({ word, person })),
      statusDefault: values['status-default'],
      unknownAssignee: values['unknown-assignee'],
      dates: values.dates,
      timeZone: values['time-zone'],
      existing: values.existing,
    }),
  };
}

function parse(words: readonly string[]) {
  try {
    return parseArgs({ args: [...words], options: OPTIONS, allowPositionals: true });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error), { cause: error });
  }
}

function pairs(
  option: string,
  values: readonly string[] | undefined,
  which: 'first' | 'last',
): (readonly [string, string])[] {
  return (values ?? []).map((text) => {
    const at = which === 'first' ? text.indexOf('=') : text.lastIndexOf('=');
    if (at < 1) throw new UsageError(`--${option} ${text} lacks its "=": it is written --${option} A=B.`);
    return [text.slice(0, at).trim(), text.slice(at + 1).trim()];
  });
}

const OPTION_OF: Readonly<Record<string, string>> = {
  statuses: '--status: ',
  priorities: '--priority: ',
  assignees: '--assignee: ',
  statusDefault: '--status-default: ',
  unknownAssignee: '--unknown-assignee: ',
  dates: '--dates: ',
  existing: '--existing: ',
};

function readRules(input: Readonly<Record<string, unknown>>): ImportRules {
  const parsed = importRules.safeParse(input);
  if (parsed.success) return parsed.data;
  const faults = parsed.error.issues.map(
    ({ path, message }) => `${OPTION_OF[String(path[0])] ?? ''}${message}`,
  );
  throw new UsageError([...new Set(faults)].join('\n'));
}
