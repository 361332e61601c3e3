import { USUAL_SETTINGS } from '@caseload/shared/settings/settings.ts';
import { expect, test } from 'vitest';
import { takenBack } from '@caseload/client/settings/useSaveSettings.ts';

const before = USUAL_SETTINGS;

test('what failed goes back, what was set meanwhile stays', () => {
  const now = { ...before, theme: 'dark', density: 'compact' } as const;
  expect(takenBack(now, { theme: 'dark' }, before)).toEqual({ ...before, density: 'compact' });
});

test('what was set anew since is not taken back', () => {
  const now = { ...before, theme: 'light' } as const;
  expect(takenBack(now, { theme: 'dark' }, before)).toEqual(now);
});
