import { expect, test } from 'vitest';
import { checks } from '@caseload/scripts/prove/checks/checks.ts';
import { judge, unlookedIn, violationsIn } from '@caseload/scripts/prove/report/judge.ts';
import { merged } from '@caseload/scripts/prove/report/merge.ts';
import { comment, evidence } from './story.ts';

test('a run in which nothing happened has no violation and proves nothing', () => {
  const judgements = judge(checks, { ...evidence({ before: [] }), unaskedExits: undefined });
  expect(violationsIn(judgements)).toBe(0);
  expect(unlookedIn(judgements, false)).toEqual(checks);
  expect(unlookedIn(judgements, true).map(({ name }) => name)).not.toContain('app lives');
  expect(unlookedIn(judgements, true).map(({ name }) => name)).toContain('written once');
});

test('what one of two runs looked at was looked at', () => {
  const busy = judge(checks, evidence({ calls: [comment(1, 'op-1', 'hello')] }));
  const idle = judge(checks, evidence({}));
  const names = unlookedIn(merged([idle, busy]), false).map(({ name }) => name);
  expect(names).not.toContain('written once');
  expect(names).toContain('batches');
});
