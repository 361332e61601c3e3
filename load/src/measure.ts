import autocannon from 'autocannon';

/** One kind of load. `setUp` makes fresh options each time, since clients carry state. */
export type Scenario = {
  readonly name: string;
  readonly connections: number;
  readonly url: string;
  readonly setUp: () => Partial<autocannon.Options>;
  /** Statuses below 200 or above 299 that belong to the scenario, such as 304. */
  readonly expected?: readonly number[];
};

export type Measured = {
  readonly perSecond: number;
  /** Milliseconds. */
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
  /** Answers that were neither 2xx nor expected, by status, and requests without an answer by kind. */
  readonly failures: Readonly<Record<string, number>>;
};

/** Runs a scenario for that many seconds. */
export async function measure(
  { connections, url, setUp, expected = [] }: Scenario,
  seconds: number,
): Promise<Measured> {
  const result = await autocannon({ url, connections, duration: seconds, ...setUp() });
  const failures: Record<string, number> = {};
  for (const [status, { count }] of Object.entries(result.statusCodeStats ?? {})) {
    const isFine = (Number(status) >= 200 && Number(status) < 300) || expected.includes(Number(status));
    if (!isFine && count !== undefined) failures[status] = count;
  }
  if (result.errors > result.timeouts) failures['no answer'] = result.errors - result.timeouts;
  if (result.timeouts > 0) failures['timeout'] = result.timeouts;
  const { p50, p97_5, p99 } = result.latency;
  return { perSecond: result.requests.average, p50, p95: p97_5, p99, failures };
}

/** The middle one; of an even number the lower of the two. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor((sorted.length - 1) / 2)] ?? Number.NaN;
}

/** The medians of several rounds, with all failures added up. */
export function mediansOf(rounds: readonly Measured[]): Measured {
  const failures: Record<string, number> = {};
  for (const round of rounds)
    for (const [kind, count] of Object.entries(round.failures))
      failures[kind] = (failures[kind] ?? 0) + count;
  const of = (key: 'perSecond' | 'p50' | 'p95' | 'p99') => median(rounds.map((round) => round[key]));
  return { perSecond: of('perSecond'), p50: of('p50'), p95: of('p95'), p99: of('p99'), failures };
}
