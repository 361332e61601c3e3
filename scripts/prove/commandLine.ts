import { parseArgs } from 'node:util';
import { isMutantName, type MutantName, mutations } from './mutants/mutations.ts';

/** The command line cannot be understood; the message is a sentence for the person who typed it. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

export type ProveCommand = {
  readonly profile: 'quick' | 'usual' | 'long';
  readonly seed: number;
  readonly mutant: MutantName | undefined;
  /** A running installation and its database. */
  readonly given: { readonly url: string; readonly databaseUrl: string } | undefined;
  /** Keep the history also when nothing is wrong. */
  readonly keep: boolean;
  /** Write the report into scripts/prove/results. */
  readonly save: boolean;
};

export const HELP = `npm run prove [-- OPTIONS]

  --quick | --long      less than usual, or until 300,000 writes are acknowledged
  --seed N              the same choices as in an earlier run
  --mutant NAME         puts a known bug into the app and sees whether it is caught
  --url URL --database-url URL
                        proves a running installation, in organisations made for the run; nothing is
                        killed, cut or filled there
  --keep                keeps the recorded history also when nothing is wrong
  --save                writes the report to scripts/prove/results

Mutants:
${Object.values(mutations)
  .map(({ name, bug }) => `  ${name.padEnd(22)}${bug}`)
  .join('\n')}
`;

/** Reads what stands behind `npm run prove --`. Throws `UsageError`. */
export function readCommandLine(words: readonly string[]): ProveCommand | 'help' {
  const values = parse(words);
  if (values.help) return 'help';
  const { url, 'database-url': databaseUrl, mutant } = values;
  if (values.quick && values.long) throw new UsageError('Either --quick or --long.');
  if ((url === undefined) !== (databaseUrl === undefined)) {
    throw new UsageError(
      '--url and --database-url belong together: the history is held against the database.',
    );
  }
  if (mutant !== undefined && !isMutantName(mutant)) {
    throw new UsageError(`There is no mutant “${mutant}”. There are: ${Object.keys(mutations).join(', ')}.`);
  }
  if (mutant !== undefined && url !== undefined) {
    throw new UsageError('A mutant is never put into a running installation.');
  }
  return {
    profile: values.quick ? 'quick' : values.long ? 'long' : 'usual',
    seed: seedOf(values.seed),
    mutant,
    given: url !== undefined && databaseUrl !== undefined ? { url, databaseUrl } : undefined,
    keep: values.keep ?? false,
    save: values.save ?? false,
  };
}

function seedOf(text: string | undefined): number {
  if (text === undefined) return Math.floor(Math.random() * 2 ** 31) + 1;
  const seed = Number(text);
  if (!Number.isSafeInteger(seed) || seed < 1 || seed >= 2 ** 32) {
    throw new UsageError('--seed is a whole number from 1 to 4,294,967,295.');
  }
  return seed;
}

function parse(words: readonly string[]) {
  try {
    return parseArgs({
      args: [...words],
      options: {
        quick: { type: 'boolean' },
        long: { type: 'boolean' },
        seed: { type: 'string' },
        mutant: { type: 'string' },
        url: { type: 'string' },
        'database-url': { type: 'string' },
        keep: { type: 'boolean' },
        save: { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
      },
    }).values;
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error), { cause: error });
  }
}
