import { expect, test } from 'vitest';
import { settingOf } from '@caseload/scripts/load/settingOf.ts';

const asked = { rounds: 3, seconds: 5, size: 'office', customers: 0 } as const;

test('a contest that is held once is not told as the median of several', () => {
  expect(settingOf(asked, {})).toContain('medians of 3 rounds of 5 s.');
  expect(settingOf(asked, { rounds: 1 })).toContain('; one round of 5 s.');
  expect(settingOf({ ...asked, rounds: 1 }, {})).toContain('; one round of 5 s.');
});
