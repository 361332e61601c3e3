import { createThrottledStorage } from '@caseload/client/customers/throttledStorage.ts';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { memoryStorage } from './memoryStorage.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const full = vi.fn();

it('writes the newest value once for many writes, and reads it before it is written', () => {
  const place = memoryStorage();
  const setItem = vi.spyOn(place, 'setItem');
  const storage = createThrottledStorage({ storage: place, onFull: full });
  for (const text of ['a', 'ab', 'abc']) storage.write('key', text);
  expect(storage.read('key')).toBe('abc');
  expect(place.getItem('key')).toBeNull();
  vi.advanceTimersByTime(300);
  expect(place.getItem('key')).toBe('"abc"');
  expect(setItem).toHaveBeenCalledTimes(1);
});

it('writes what is pending when the page goes', () => {
  const place = memoryStorage();
  const storage = createThrottledStorage({ storage: place, onFull: full });
  storage.write('key', { text: 'half' });
  storage.flush();
  expect(createThrottledStorage({ storage: place, onFull: full }).read('key')).toEqual({ text: 'half' });
});

it('does not bring back what was removed while it was pending', () => {
  const place = memoryStorage();
  const storage = createThrottledStorage({ storage: place, onFull: full });
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
  const storage = createThrottledStorage({ storage: place, onFull: full });
  storage.write('draft/a', 2);
  storage.write('draft/b', 3);
  expect(storage.keys('draft/').toSorted()).toEqual(['draft/a', 'draft/b']);
});

it('tells when there is no room and goes on', () => {
  const onFull = vi.fn();
  const storage = createThrottledStorage({ storage: memoryStorage(10), onFull });
  storage.write('key', 'far too long for that');
  storage.flush();
  expect(onFull).toHaveBeenCalledTimes(1);
  storage.write('k', 1);
  storage.flush();
  expect(storage.read('k')).toBe(1);
});

it('reads what is no JSON as nothing', () => {
  const place = memoryStorage();
  place.setItem('key', '{half');
  expect(createThrottledStorage({ storage: place, onFull: full }).read('key')).toBeNull();
});

it('tells of every value at once, and of its end', () => {
  const onChange = vi.fn();
  const storage = createThrottledStorage({ storage: memoryStorage(), onFull: full, onChange });
  storage.write('key', 'a');
  storage.write('key', 'ab');
  storage.remove('key');
  expect(onChange.mock.calls).toEqual([
    ['key', 'a'],
    ['key', 'ab'],
    ['key', null],
  ]);
});

describe('two windows typing into the same place', () => {
  function setUp() {
    const place = memoryStorage();
    const [one, two] = [1, 2].map(() => createThrottledStorage({ storage: place, onFull: full }));
    if (one === undefined || two === undefined) throw new Error('no windows');
    for (const [storage, text] of [
      [one, 'one'],
      [two, 'two'],
    ] as const) {
      storage.write('key', text);
      storage.flush();
    }
    return { place, one, two, later: createThrottledStorage({ storage: place, onFull: full }) };
  }

  it('keeps both texts: the later in its place, the earlier aside', () => {
    const { later } = setUp();
    expect(later.read('key')).toBe('two');
    expect(later.keys('k')).toEqual(['key']);
    expect(later.putAside('k')).toMatchObject([{ key: 'key', value: 'one' }]);
    later.putAside('k')[0]?.forget();
    expect(later.putAside('k')).toEqual([]);
  });

  it('takes out each window’s own text only', () => {
    const { place, one, two } = setUp();
    one.remove('key');
    expect(Object.keys(place)).toEqual(['key']);
    expect(two.read('key')).toBe('two');
    two.remove('key');
    expect(Object.keys(place)).toEqual([]);
  });

  it('does not pile up what a window types on', () => {
    const { one, two, later } = setUp();
    for (const text of ['one more', 'one more letter']) {
      one.write('key', text);
      one.flush();
    }
    expect(later.putAside('k').map(({ value }) => value)).toEqual(['two']);
    two.write('key', 'two more');
    two.flush();
    expect(later.putAside('k').map(({ value }) => value)).toEqual(['one more letter']);
  });
});
