import { expect, test } from 'vitest';
import { makeTally, mediansOf, percentile } from '@caseload/load/tally.ts';

test('percentiles are values that occurred', () => {
  const upTo = (n: number) => Array.from({ length: n }, (_, i) => i + 1);
  expect([50, 95, 99, 100].map((percent) => percentile(upTo(200), percent))).toEqual([100, 190, 198, 200]);
  expect(percentile([7], 99)).toBe(7);
  expect(percentile(upTo(3), 50)).toBe(2);
  expect(percentile([], 50)).toBeNaN();
});

test('answers are told apart by status and type of problem, and what belongs to the work is no failure', () => {
  const tally = makeTally([304, 409]);
  tally.answered(200, 10, '{"type":"comment"}');
  tally.answered(304, 2, '');
  tally.answered(409, 30, '{"type":"conflict","title":"…"');
  tally.answered(503, 40, '{"type":"busy"');
  tally.answered(502, 50, '<html>');
  tally.failed('timeout');
  expect(tally.measured(2)).toEqual({
    perSecond: 2.5,
    p50: 30,
    p95: 50,
    p99: 50,
    failures: { '503 busy': 1, '502': 1, timeout: 1 },
    expected: { '304': 1, '409 conflict': 1 },
  });
});

test('a turn without an answer is a failure that took at least as long as the turn', () => {
  expect(makeTally().measured(2)).toEqual({
    perSecond: 0,
    p50: 2_000,
    p95: 2_000,
    p99: 2_000,
    failures: { 'not one answer': 1 },
    expected: {},
  });
});

test('of several rounds the medians count, and every failure', () => {
  const round = (ms: number, failures: Record<string, number>) => ({
    perSecond: 1_000 / ms,
    p50: ms,
    p95: ms * 2,
    p99: ms * 3,
    failures,
    expected: { '409 conflict': 1 },
  });
  const rounds = [round(10, { timeout: 1 }), round(50, {}), round(20, { timeout: 2, '500 internal': 1 })];
  expect(mediansOf(rounds)).toEqual({
    perSecond: 50,
    p50: 20,
    p95: 40,
    p99: 60,
    failures: { timeout: 3, '500 internal': 1 },
    expected: { '409 conflict': 3 },
  });
});
