import { NetworkError, ProblemError } from '@caseload/client/api/errors.ts';
import { fieldErrorText } from '@caseload/client/customers/fieldErrorText.ts';
import { en } from '@caseload/client/i18n/en.ts';
import { createI18n } from '@caseload/client/i18n/i18n.ts';
import { expect, it } from 'vitest';

const { t } = createI18n(en);

function refusal(pointer: string, message: string): ProblemError {
  return new ProblemError({
    type: 'validation',
    status: 400,
    title: 'Invalid',
    instance: 'r',
    issues: [{ in: 'body', pointer, message }],
  });
}

it('says what the server said about that field', () => {
  expect(fieldErrorText(t, 'email', refusal('/email', 'must be an address'))).toBe('Must be an address.');
  expect(fieldErrorText(t, 'tags', refusal('/tags/2', 'is too long.'))).toBe('Is too long.');
  expect(fieldErrorText(t, 'fields.size', refusal('/fields/size', 'is too long'))).toBe('Is too long.');
});

it('says everything when the server blamed another field', () => {
  expect(fieldErrorText(t, 'email', refusal('/emails', 'is unknown'))).toContain('emails is unknown');
  expect(fieldErrorText(t, 'email', new NetworkError('x'))).toBe(t('errors.network'));
});
