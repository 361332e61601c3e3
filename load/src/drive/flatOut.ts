import autocannon from 'autocannon';
import { type Measured, makeTally, type Tally } from '../tally.ts';

export type SetUp = (client: autocannon.Client, index: number, tally: Tally) => void;

/** Connections that each send the next request as soon as the last one was answered. */
export type FlatOut = {
  readonly connections: number;
  readonly url: string;
  /** Called for each connection anew in each turn, since it carries state. */
  readonly setUp: SetUp;
  /** Statuses below 200 or above 299 that belong to the work, such as 304. */
  readonly expected?: readonly number[];
};

/** autocannon looks this often whether the time is over. */
const SAMPLE_MS = 100;

/** Keeps them busy for that many seconds. */
export async function flatOut(
  { connections, url, setUp, expected }: FlatOut,
  seconds: number,
): Promise<Measured> {
  const tally = makeTally(expected);
  let index = 0;
  const begun = performance.now();
  let last = begun;
  const setupClient = (client: autocannon.Client) => {
    setUp(client, index++, tally);
    let beginning: Buffer | undefined;
    client.on('body', (chunk: Buffer) => (beginning ??= chunk));
    client.on('response', (status, _bytes, ms) => {
      tally.answered(status, ms, status < 400 ? '' : String(beginning));
      beginning = undefined;
      last = performance.now();
    });
  };
  const result = await autocannon({ url, connections, duration: seconds, sampleInt: SAMPLE_MS, setupClient });
  for (let i = result.timeouts; i < result.errors; i += 1) tally.failed('no answer');
  for (let i = 0; i < result.timeouts; i += 1) tally.failed('timeout');
  return tally.measured(last === begun ? seconds : (last - begun) / 1_000);
}
