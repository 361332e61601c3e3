/** What one turn of a contender came to. */
export type Measured = {
  readonly perSecond: number;
  /** Milliseconds. */
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
  /** Answers that were neither 2xx nor expected, as `503 busy`, and requests without an answer, as `timeout`. */
  readonly failures: Readonly<Record<string, number>>;
  /** Answers beside 2xx that belong to the work, as `409 conflict`. */
  readonly expected: Readonly<Record<string, number>>;
};

/** Counts the answers of one turn. */
export type Tally = {
  /** `text` is the answer's body or its beginning, `ms` what it took. */
  answered(status: number, ms: number, text: string): void;
  /** Counts as a failure whatever the status was. */
  failed(kind: string): void;
  /** `inTime` are those of the answers that came within these seconds: the rate is theirs alone. */
  measured(seconds: number, inTime?: number): Measured;
  /** So far. */
  answers(): number;
};

/** `expected` are the statuses below 200 or above 299 that belong to the work. */
export function makeTally(expectedStatuses: readonly number[] = []): Tally {
  const times: number[] = [];
  const failures: Record<string, number> = {};
  const expected: Record<string, number> = {};
  return {
    answered(status, ms, text) {
      times.push(ms);
      if (status >= 200 && status < 300) return;
      count(expectedStatuses.includes(status) ? expected : failures, kindOf(status, text));
    },
    failed: (kind) => count(failures, kind),
    answers: () => times.length,
    measured(seconds, inTime = times.length) {
      if (inTime === 0) count(failures, 'not one answer');
      if (times.length === 0) {
        // Longer than the turn, nobody knows how much.
        const ms = seconds * 1_000;
        return { perSecond: 0, p50: ms, p95: ms, p99: ms, failures, expected };
      }
      const sorted = Float64Array.from(times).sort();
      const of = (percent: number) => percentile(sorted, percent);
      return { perSecond: inTime / seconds, p50: of(50), p95: of(95), p99: of(99), failures, expected };
    },
  };
}

/** The status, and the type of the problem where the answer is one. */
function kindOf(status: number, text: string): string {
  const type = /"type":"([a-z-]{1,40})"/u.exec(text)?.[1];
  return status < 400 || type === undefined ? String(status) : `${status} ${type}`;
}

function count(kinds: Record<string, number>, kind: string): void {
  kinds[kind] = (kinds[kind] ?? 0) + 1;
}

/** The smallest value that so many per cent of all do not exceed; `NaN` of none. */
export function percentile(sorted: ArrayLike<number>, percent: number): number {
  const rank = Math.ceil((percent / 100) * sorted.length);
  return sorted[Math.max(rank, 1) - 1] ?? Number.NaN;
}

/** The middle one; of an even number the lower of the two. */
export function median(values: readonly number[]): number {
  return percentile(
    values.toSorted((a, b) => a - b),
    50,
  );
}

/** The medians of several rounds, with everything counted added up. */
export function mediansOf(rounds: readonly Measured[]): Measured {
  const of = (key: 'perSecond' | 'p50' | 'p95' | 'p99') => median(rounds.map((round) => round[key]));
  return {
    perSecond: of('perSecond'),
    p50: of('p50'),
    p95: of('p95'),
    p99: of('p99'),
    failures: sumOf(rounds.map(({ failures }) => failures)),
    expected: sumOf(rounds.map(({ expected }) => expected)),
  };
}

function sumOf(counts: ReadonlyArray<Readonly<Record<string, number>>>): Record<string, number> {
  const sum: Record<string, number> = {};
  for (const one of counts)
    for (const [kind, times] of Object.entries(one)) sum[kind] = (sum[kind] ?? 0) + times;
  return sum;
}
