import { createDrafts } from '@caseload/client/customers/drafts.ts';
import { createThrottledStorage } from '@caseload/client/customers/throttledStorage.ts';
import { expect, it } from 'vitest';
import { memoryStorage } from './memoryStorage.ts';
import { sampleCustomer } from './simulatedServer.ts';

const base = sampleCustomer();
const draft = { text: 'half', base, sent: null, ended: null, typedAt: '2026-11-21T09:00:00.000Z' };

function setUp(place = memoryStorage()) {
  const storage = createThrottledStorage({ storage: place, onFull: () => undefined });
  const of = (employeeId: string, customerId = base.id) => createDrafts(storage, { employeeId, customerId });
  return { place, storage, of };
}

it('keeps a draft with the customer it was typed against, for one person and one customer', () => {
  const { place, storage, of } = setUp();
  of('ana').write('notes', draft);
  storage.flush();
  const later = setUp(place);
  expect(later.of('ana').read('notes')).toEqual(draft);
  expect(later.of('ana').fields()).toEqual(['notes']);
  expect(later.of('ben').fields()).toEqual([]);
  expect(later.of('ana', 'another').fields()).toEqual([]);
});

it('drops a draft that was saved, but not one another window has gone on with', () => {
  const { place, of, storage } = setUp();
  of('ana').write('notes', draft);
  of('ana').write('phone', draft);
  storage.flush();
  const other = setUp(place);
  other.of('ana').read('phone');
  other.of('ana').write('phone', { ...draft, text: 'half and half' });
  other.storage.flush();
  of('ana').drop('notes');
  of('ana').drop('phone');
  expect(other.of('ana').fields()).toEqual(['phone']);
  expect(other.of('ana').read('phone')?.text).toBe('half and half');
});

it('does not read what an older version of the page wrote', () => {
  const { place, of } = setUp();
  place.setItem(
    `caseload.draft/ana/${base.id}/notes`,
    JSON.stringify({ text: 'half', base: { id: base.id } }),
  );
  expect(of('ana').read('notes')).toBeNull();
});
