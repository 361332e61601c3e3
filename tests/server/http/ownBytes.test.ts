import { frameOf } from '@caseload/server/feed/frame.ts';
import { ownBytes } from '@caseload/server/http/ownBytes.ts';
import { JsonText } from '@caseload/server/http/route.ts';
import { expect, test } from 'vitest';

test('what is kept of answers keeps no memory but its own', () => {
  const action = { id: 'a', comment: 'Grüße' } as unknown as Parameters<typeof frameOf>[1];
  for (const bytes of [new JsonText('{"name":"Müller"}', '"t"').bytes, frameOf(1, action), ownBytes('')])
    expect(bytes.buffer.byteLength).toBe(bytes.length);
  expect(ownBytes('Müller 😀').toString()).toBe('Müller 😀');
});
