import { expect, test } from 'vitest';
import { neighbourChanges } from '@caseload/scripts/prove/evidence/neighbourChanges.ts';
import { action, row } from './story.ts';

const actions = [action('a1', 'seed')];
const before = { rows: new Map([['c', row(1, {})]]), actions };

test('a changed, a new and a lost customer of the other organisation, and a comment put into it', () => {
  expect(neighbourChanges(before, before)).toEqual([]);
  expect(neighbourChanges(before, { ...before, rows: new Map([['c', row(2, {})]]) })).toHaveLength(1);
  expect(
    neighbourChanges(before, { ...before, rows: new Map([...before.rows, ['d', row(1, {})]]) }),
  ).toHaveLength(1);
  expect(neighbourChanges(before, { ...before, rows: new Map() })).toHaveLength(1);
  expect(neighbourChanges(before, { ...before, actions: [...actions, action('a2', 'op-1')] })).toEqual([
    'comment a2 of the other organisation was made by nobody there',
  ]);
});
