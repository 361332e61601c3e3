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

it('says what is wrong with that field', () => {
  const long = 'Too big: expected string to have <=50 characters';
  const said = 'This is too long: at most 50 characters.';
  expect(fieldErrorText(t, 'email', refusal('/email', 'Invalid email address'))).toBe(
    'This is no e-mail address.',
  );
  expect(fieldErrorText(t, 'tags', refusal('/tags/2', long))).toBe(said);
  expect(fieldErrorText(t, 'fields.size', refusal('/fields/size', long))).toBe(said);
});

it('says everything when the server blamed another field', () => {
  expect(fieldErrorText(t, 'email', refusal('/phone', 'must be a text'))).toContain('Phone: A value');
  expect(fieldErrorText(t, 'email', new NetworkError('x'))).toBe(t('errors.network'));
});
