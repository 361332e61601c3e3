import type { ManagedStatus } from '@caseload/shared/statuses/endpoints.ts';
import { expect, test } from 'vitest';
import { isLabelTaken, keepsOpenAfter, placeAfterMove } from '@caseload/client/statuses/statusRules.ts';

const status = (key: string, position: number, values: Partial<ManagedStatus> = {}): ManagedStatus => ({
  key,
  label: key.toUpperCase(),
  category: 'open',
  archived: false,
  position,
  customerCount: 0,
  updatedAt: '2026-11-21T00:00:00.000000Z',
  ...values,
});
const all = [
  status('new', 0),
  status('old', 1, { archived: true }),
  status('waiting', 2, { category: 'waiting' }),
  status('done', 3, { category: 'done' }),
];
const inUse = all.filter(({ archived }) => !archived);

test('a name is taken in whatever letters, also by an archived status, but not by itself', () => {
  expect(isLabelTaken(all, ' Waiting ', null)).toBe(true);
  expect(isLabelTaken(all, 'old', null)).toBe(true);
  expect(isLabelTaken(all, 'waiting', 'waiting')).toBe(false);
  expect(isLabelTaken(all, 'review', null)).toBe(false);
});

test('the last open status in use stays one', () => {
  expect(keepsOpenAfter(all, 'new', { archived: true })).toBe(false);
  expect(keepsOpenAfter(all, 'new', { category: 'done' })).toBe(false);
  expect(keepsOpenAfter(all, 'waiting', { archived: true })).toBe(true);
  expect(keepsOpenAfter(all, 'old', { archived: false })).toBe(true);
});

test('a move goes past archived ones to the place of the next that is shown', () => {
  expect(placeAfterMove(inUse, 'new', 1)).toBe(2);
  expect(placeAfterMove(inUse, 'waiting', -1)).toBe(0);
  expect(placeAfterMove(inUse, 'new', -1)).toBeNull();
  expect(placeAfterMove(inUse, 'done', 1)).toBeNull();
  expect(placeAfterMove(inUse, 'gone', 1)).toBeNull();
});
