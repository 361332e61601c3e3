import { expect, test } from 'vitest';
import { addressOf } from '@caseload/client/api/addressOf.ts';

test('parameters are escaped, and absent query values are left out', () => {
  expect(
    addressOf('/api/customers/:id/actions', {
      params: { id: 'a/b?c' },
      query: { limit: '5', type: undefined },
    }),
  ).toBe('/api/customers/a%2Fb%3Fc/actions?limit=5');
});

test('text goes through a query string unharmed', () => {
  const text = 'Ana & Söhne + 100% #1 \u{1F600}';
  const address = addressOf('/api/customers', { query: { q: text } });
  expect(new URL(address, 'http://localhost').searchParams.get('q')).toBe(text);
});

test('a missing parameter is a mistake of ours and is not sent', () => {
  expect(() => addressOf('/api/customers/:id', {})).toThrow('/api/customers/:id needs id');
});
