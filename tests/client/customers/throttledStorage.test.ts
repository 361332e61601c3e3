import { createThrottledStorage } from '@caseload/client/customers/throttledStorage.ts';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { memoryStorage } from './memoryStorage.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const full = vi.fn();

it('writes the newest value once for many writes, and reads it before it is written', () => {
  const place = memoryStorage();
  const setItem = vi.spyOn(place, 'setItem');
  const storage = createThrottledStorage(place, full);
  for (const text of ['a', 'ab', 'abc']) storage.write('key', text);
  expect(storage.read('key')).toBe('abc');
  expect(place.getItem('key')).toBeNull();
  vi.advanceTimersByTime(300);
  expect(place.getItem('key')).toBe('"abc"');
  expect(setItem).toHaveBeenCalledTimes(1);
});

it('writes what is pending when the page goes', () => {
  const place = memoryStorage();
  const storage = createThrottledStorage(place, full);
  storage.write('key', { text: 'half' });
  storage.flush();
  expect(createThrottledStorage(place, full).read('key')).toEqual({ text: 'half' });
});

it('does not bring back what was removed while it was pending', () => {
  const place = memoryStorage();
  const storage = createThrottledStorage(place, full);
  storage.write('key', 1);
  storage.remove('key');
  vi.advanceTimersByTime(300);
  expect(storage.read('key')).toBeNull();
  expect(place.getItem('key')).toBeNull();
});

it('lists stored and pending keys of a prefix once each', () => {
  const place = memoryStorage();
  place.setItem('draft/a', '1');
  place.setItem('other', '1');
  const storage = createThrottledStorage(place, full);
  storage.write('draft/a', 2);
  storage.write('draft/b', 3);
  expect(storage.keys('draft/').toSorted()).toEqual(['draft/a', 'draft/b']);
});

it('tells when there is no room and goes on', () => {
  const onFull = vi.fn();
  const storage = createThrottledStorage(memoryStorage(10), onFull);
  storage.writeNow('key', 'far too long for that');
  expect(onFull).toHaveBeenCalledTimes(1);
  storage.writeNow('k', 1);
  expect(storage.read('k')).toBe(1);
});

it('reads what is no JSON as nothing', () => {
  const place = memoryStorage();
  place.setItem('key', '{half');
  expect(createThrottledStorage(place, full).read('key')).toBeNull();
});
