import { expect, test } from 'vitest';
import { ProblemError } from '@caseload/client/api/errors.ts';
import { passwordFaults, refusedFaults } from '@caseload/client/settings/passwordFaults.ts';

const old = 'the old one is long';

test.each([
  ['', '', 'missing', 'missing'],
  [old, 'fourteen chars', undefined, 'tooShort'],
  [old, '🔑'.repeat(14), undefined, 'tooShort'],
  [old, 'x'.repeat(257), undefined, 'tooLong'],
  [old, old, undefined, 'same'],
  [old, 'quite another sentence', undefined, undefined],
])('%j to %j', (current, next, currentFault, nextFault) => {
  expect(passwordFaults(current, next)).toEqual({ current: currentFault, next: nextFault });
});

test('what the server refused is said at its field', () => {
  const refusal = (pointer: string) =>
    new ProblemError({
      type: 'validation',
      status: 400,
      title: 'Not valid',
      instance: 'x',
      issues: [{ in: 'body', pointer, message: 'no' }],
    });
  expect(refusedFaults(refusal('/currentPassword'))).toEqual({ current: 'wrong', next: undefined });
  expect(refusedFaults(refusal('/newPassword'))).toEqual({ current: undefined, next: 'guessed' });
  expect(refusedFaults(new Error('other'))).toBeNull();
});
