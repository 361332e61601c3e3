import { expect, test } from 'vitest';
import { chartOf } from '@caseload/load/report/chart.ts';
import { judge, merged, ratioOf } from '@caseload/load/report/compare.ts';
import { type Contender, type ContestResult, result } from '@caseload/load/report/result.ts';
import { tableOf } from '@caseload/load/report/table.ts';

const contender = (name: string, perSecond: number, more: Partial<Contender> = {}): Contender => ({
  name,
  perSecond,
  p50: 1_000 / perSecond,
  p95: 2_000 / perSecond,
  p99: 3_000 / perSecond,
  failures: {},
  expected: {},
  goals: [],
  ...more,
});

const contest = (
  name: string,
  contenders: Contender[],
  more: Partial<ContestResult> = {},
): ContestResult => ({
  name,
  setting: 'two cores',
  comparedBy: 'rate',
  contenders,
  server: {
    atStartMb: 120.4,
    beforeMb: 130,
    afterMb: 140,
    peakMb: 150,
    usedBeforeMb: 40,
    usedAfterMb: 41,
    eventLoopP99Ms: 12,
    eventLoopMaxMs: 34,
    pools: [{ name: 'main', total: 20, inUse: 10, waiting: 3 }],
  },
  ...more,
});

test('rates are compared by how many, times by how long', () => {
  const contenders = [contender('floor', 100), contender('Caseload', 250)];
  const [, second] = contenders;
  if (second === undefined) throw new Error('there are two');
  expect(ratioOf(second, { contenders, comparedBy: 'rate' })).toBe(2.5);
  expect(ratioOf(second, { contenders, comparedBy: 'time' })).toBe(0.4);
});

test('a goal is met at its limit and missed past it', () => {
  const fast = contender('Caseload', 100, {
    goals: [
      { of: 'p50', atMost: 10 },
      { of: 'p99', atMost: 29 },
      { of: 'ratio', atLeast: 0.5 },
    ],
  });
  expect(judge(fast, contest('pages', [contender('floor', 200), fast]))).toEqual([
    { text: 'p50 ≤ 10 ms: met', met: true },
    { text: 'p99 ≤ 29 ms: missed', met: false },
    { text: 'ratio ≥ 0.5: met', met: true },
  ]);
});

test('the table tells ratios with those of the baseline, failures by kind, and the server', () => {
  const now = contest('pages', [
    contender('floor', 100),
    contender('Caseload', 200, { failures: { '503 busy': 2 }, expected: { '304': 9 } }),
  ]);
  const former = contest('pages', [contender('floor', 100), contender('Caseload', 150)]);
  const table = tableOf({ contests: [now] }, { contests: [former] });
  expect(table).toContain('| floor | 100 | 1.00 (was 1.00) | 10 | 20 | 30 |  | none |');
  expect(table).toContain(
    '| Caseload | 200 | 2.00 (was 1.50) | 5.0 | 10 | 15 |  | 503 busy: 2 (of the work: 304: 9) |',
  );
  expect(table).toContain(
    '120 MB at its start, 130 → 140 MB in this contest, 150 at most, in use 40 → 41 MB;',
  );
  expect(table).toContain('main 20 open, 10 in use, 3 waiting');
});

test('the page draws the longest bar for the most and escapes what it names', () => {
  const page = chartOf({
    contests: [contest('a < b & "c"', [contender('<i>', 50), contender('other', 200)])],
  });
  expect(page).toContain('<figcaption>a &lt; b &amp; &quot;c&quot;</figcaption>');
  expect(page).toContain('&lt;i&gt;</th><td><i style="width:25.0%">');
  expect(page).toContain('<i style="width:100.0%">');
});

test('a baseline keeps what was not measured again, and survives being written and read', () => {
  const [old, other] = [
    contest('pages', [contender('floor', 1)]),
    contest('comments', [contender('floor', 2)]),
  ];
  const fresh = contest('pages', [contender('floor', 3)]);
  const added = contest('search', [contender('floor', 4)]);
  const kept = merged({ contests: [old, other] }, { contests: [fresh, added] });
  expect(kept).toEqual({ contests: [fresh, other, added] });
  expect(result.parse(JSON.parse(JSON.stringify(kept)))).toEqual(kept);
});
