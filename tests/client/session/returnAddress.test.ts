import { expect, test } from 'vitest';
import { returnAddress } from '@caseload/client/session/returnAddress.ts';

const ORIGIN = 'https://cases.example';

test.each(['/my-work?status=new,waiting&q=a%26b', '/customers/1#notes', '/'])('%s is gone to', (asked) => {
  expect(returnAddress(asked, ORIGIN)).toBe(asked);
});

test.each([
  undefined,
  '',
  'https://evil.example/',
  '//evil.example/',
  '/\\evil.example/',
  '/\t/evil.example/',
  '/.//evil.example/',
  '/x/..//evil.example/',
  'javascript:alert(1)',
  'my-work',
  '/sign-in?returnTo=/sign-in',
  `${ORIGIN}/my-work`,
])('%j leads to the start', (asked) => {
  expect(returnAddress(asked, ORIGIN)).toBe('/');
});
