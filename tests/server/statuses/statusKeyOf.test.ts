import { expect, test } from 'vitest';
import { statusKey } from '@caseload/shared/customers/customer.ts';
import { statusKeyOf } from '@caseload/server/statuses/statusKeyOf.ts';

test.each([
  ['On hold', 'on_hold'],
  ['  Wartet auf Rückruf! ', 'wartet_auf_rueckruf'],
  ['Größe prüfen', 'groesse_pruefen'],
  ['Café à la carte', 'cafe_a_la_carte'],
  ['2nd level', 'status_2nd_level'],
  ['待機中', 'status'],
  ['😀', 'status'],
  ['__proto__', 'proto'],
  ['constructor', 'constructor'],
])('%s becomes %s', (label, key) => expect(statusKeyOf(label, new Set())).toBe(key));

test('a key that is taken gets a number, and every key is one that customers may have', () => {
  expect(statusKeyOf('New', new Set(['new', 'new_2']))).toBe('new_3');
  for (const label of ['x'.repeat(60), `a ${'-'.repeat(50)} b`, '9'.repeat(60), '—', 'İstanbul']) {
    const key = statusKeyOf(label, new Set());
    expect(statusKey.safeParse(key).success, key).toBe(true);
    const next = statusKeyOf(label, new Set([key]));
    expect(statusKey.safeParse(next).success, next).toBe(true);
    expect(next).not.toBe(key);
  }
});
