import { afterEach, expect, test, vi } from 'vitest';
import { allowPlainStyles } from '@caseload/client/app/allowPlainStyles.ts';

afterEach(() => vi.unstubAllGlobals());

test('the one policy lets style sheets and names of characters pass, and nothing that could be an element', () => {
  const createPolicy =
    vi.fn<(name: string, rules: { createHTML: (text: string) => string | null }) => void>();
  vi.stubGlobal('window', { trustedTypes: { createPolicy } });
  allowPlainStyles();
  const [name, rules] = createPolicy.mock.calls[0] ?? [];
  expect(name).toBe('default');
  expect(Object.keys(rules ?? {})).toEqual(['createHTML']);
  for (const text of [':root > * { color: red }', '&amp;']) expect(rules?.createHTML(text)).toBe(text);
  for (const text of ['<img src=x onerror=alert(1)>', 'a</style><script>', '<'])
    expect(rules?.createHTML(text)).toBeNull();
});

test('a browser without Trusted Types is left as it is', () => {
  vi.stubGlobal('window', {});
  expect(allowPlainStyles).not.toThrow();
});
