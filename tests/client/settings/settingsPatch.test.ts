import { USUAL_SETTINGS } from '@caseload/shared/settings/settings.ts';
import { expect, test } from 'vitest';
import { keyChanges, takenBack, withPatch } from '@caseload/client/settings/settingsPatch.ts';

const before = USUAL_SETTINGS;

test('what failed goes back, what was set meanwhile stays', () => {
  const now = { ...before, theme: 'dark', density: 'compact' } as const;
  expect(takenBack(now, { theme: 'dark' }, before)).toEqual({ ...before, density: 'compact' });
});

test('what was set anew since is not taken back', () => {
  const now = { ...before, theme: 'light' } as const;
  expect(takenBack(now, { theme: 'dark' }, before)).toEqual(now);
});

test('of keys only what changed is sent, and comes to the same', () => {
  const from = { 'list.next': 'n', 'customers.due': null, 'customers.new': 'y' };
  const to = { 'list.next': 'n', 'customers.due': 'd', 'go.settings': null };
  const patch = keyChanges(from, to);
  expect(patch).toEqual({
    changedKeys: { 'customers.due': 'd', 'go.settings': null },
    resetKeys: ['customers.new'],
  });
  expect(withPatch({ ...before, keys: from }, patch)).toEqual({ ...before, keys: to });
  // Another tab's key, of which this one knew nothing.
  expect(withPatch({ ...before, keys: { ...from, 'undo.run': 'u' } }, patch).keys).toEqual({
    ...to,
    'undo.run': 'u',
  });
});

test('keys that failed go back one by one', () => {
  const known = { ...before, keys: { 'list.next': 'n', 'customers.new': 'y' } };
  const patch = { changedKeys: { 'list.next': 'm', 'go.settings': null }, resetKeys: ['customers.new'] };
  expect(takenBack(withPatch(known, patch), patch, known)).toEqual(known);
  const since = withPatch(withPatch(known, patch), { changedKeys: { 'list.next': 'k', 'undo.run': 'u' } });
  expect(takenBack(since, patch, known).keys).toEqual({
    'list.next': 'k',
    'undo.run': 'u',
    'customers.new': 'y',
  });
});
