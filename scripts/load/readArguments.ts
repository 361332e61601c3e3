import { parseArgs } from 'node:util';

export type LoadArguments = {
  /** For each scenario and round. */
  readonly seconds: number;
  readonly rounds: number;
  /** Only contests whose name has this text. */
  readonly only: string;
  /** Keep the result as what later runs are compared with. */
  readonly save: boolean;
};

const HELP = `npm run load [-- OPTIONS]
  --seconds N   how long each scenario runs in each round (5)
  --rounds N    how many rounds, interleaved; medians are told (3)
  --only TEXT   only what has TEXT in its name
  --save        keep the result in load/results as the baseline of later runs
`;

/** Throws with the help text for anything it does not know. */
export function readArguments(given: string[]): LoadArguments {
  const { values } = parse(given);
  const [seconds, rounds] = [Number(values.seconds), Number(values.rounds)];
  if (!Number.isInteger(seconds) || !Number.isInteger(rounds) || seconds < 1 || rounds < 1)
    throw new Error(`--seconds and --rounds are whole numbers from 1 on.\n${HELP}`);
  return { seconds, rounds, only: values.only, save: values.save };
}

function parse(given: string[]) {
  try {
    return parseArgs({
      args: given,
      options: {
        seconds: { type: 'string', default: '5' },
        rounds: { type: 'string', default: '3' },
        only: { type: 'string', default: '' },
        save: { type: 'boolean', default: false },
      },
    });
  } catch (error) {
    throw new Error(`${error instanceof Error ? error.message : String(error)}\n${HELP}`);
  }
}
