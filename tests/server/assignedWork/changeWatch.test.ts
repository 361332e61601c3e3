import { ChangeWatch } from '@caseload/server/assignedWork/changeWatch.ts';
import { afterEach, expect, test, vi } from 'vitest';

// When a watch reads, and what it makes of the answers; what it reads is in sentPages.test.ts.
afterEach(() => void vi.useRealTimers());

type Reading = Awaited<ReturnType<ConstructorParameters<typeof ChangeWatch>[0]>>;
const customer = (id: string) => ({ id, assignedTo: 'ben', status: 'new', archived: false });
const page = { ids: 'onetwo', list: { assignedTo: 'ana', statuses: ['new'], archived: false } };

/** A watch whose readings are answered by hand. */
function makeWatch() {
  const readings: Array<PromiseWithResolvers<Reading> & { readonly since: string | undefined }> = [];
  const watch = new ChangeWatch((since) => {
    const reading = { ...Promise.withResolvers<Reading>(), since };
    readings.push(reading);
    return reading.promise;
  });
  const answer = async (moment: string, ...ids: string[]) => {
    readings.at(-1)?.resolve({ moment, changes: ids.map(customer) });
    await settle();
  };
  return { watch, readings, answer };
}
const settle = () => new Promise((resolve) => setImmediate(resolve));

/** One that knows what is changed from now on, and a mark of now. */
async function begin() {
  const made = makeWatch();
  expect(made.watch.mark()).toBeUndefined();
  made.readings[0]?.resolve({ moment: '1', changes: undefined });
  await settle();
  const mark = made.watch.mark();
  if (mark === undefined) throw new Error('it does not know the moment');
  return { ...made, mark };
}

test('all who come while one reading is under way share the next one, and none takes the answer of that', async () => {
  const { watch, readings, answer, mark } = await begin();
  const first = watch.effectOn(page, mark);
  expect(readings.map(({ since }) => since)).toEqual([undefined, '1']);
  const others = [1, 2, 3].map(() => watch.effectOn(page, { ...mark }));
  expect(readings).toHaveLength(2);
  await answer('2');
  expect(await first).toBe('none');
  // It was begun before they came.
  expect(readings.map(({ since }) => since)).toEqual([undefined, '1', '2']);
  await answer('3', 'two');
  expect(await Promise.all(others)).toEqual(['changed', 'changed', 'changed']);
  expect(readings).toHaveLength(3);
});

test('one reading at a time, and for each asker one that was begun after they came', async () => {
  let [begun, open, most] = [0, 0, 0];
  const watch = new ChangeWatch(async () => {
    begun += 1;
    open += 1;
    most = Math.max(most, open);
    const number = begun;
    for (let turn = 0; turn < number % 4; turn += 1) await Promise.resolve();
    open -= 1;
    return { moment: String(number), changes: number === 1 ? undefined : [customer(`${number}`)] };
  });
  watch.mark();
  await settle();
  const mark = watch.mark();
  if (mark === undefined) throw new Error('it does not know the moment');
  const asking = Array.from({ length: 200 }, async (_, i) => {
    for (let turn = 0; turn < i; turn += 1) await Promise.resolve();
    const before = begun;
    // Nobody of the changed ones is on a page or comes to one, so each of these needs a reading.
    expect(await watch.effectOn(page, { ...mark })).toBe('none');
    expect(begun).toBeGreaterThan(before);
  });
  await Promise.all(asking);
  expect(most).toBe(1);
  expect(begun).toBeGreaterThan(20);
  expect(begun).toBeLessThan(200);
});

test('what is known already needs no reading', async () => {
  const { watch, readings, answer, mark } = await begin();
  const asked = watch.effectOn(page, mark);
  await answer('2', 'one');
  expect(await asked).toBe('changed');
  expect(await watch.effectOn(page, mark)).toBe('changed');
  expect(readings).toHaveLength(2);
});

test('where it could not read, or there was too much, nobody knows; and the same of what stood before', async () => {
  const { watch, readings, mark } = await begin();
  const failing = watch.effectOn(page, mark);
  readings.at(-1)?.reject(new Error('no connection'));
  expect(await failing).toBe('unknown');
  // It has to begin anew.
  expect(watch.mark()).toBeUndefined();
  expect(readings.at(-1)?.since).toBeUndefined();
  readings.at(-1)?.resolve({ moment: '5', changes: undefined });
  await settle();
  expect(await watch.effectOn(page, mark)).toBe('unknown');

  const later = watch.mark();
  if (later === undefined) throw new Error('it does not know the moment');
  const asked = watch.effectOn(page, later);
  readings.at(-1)?.resolve({ moment: '6', changes: undefined });
  expect(await asked).toBe('unknown');
  expect(watch.mark()).toBeDefined();
});

test('after five seconds a page is looked at, whatever the changes say, and a mark of another watch says nothing', async () => {
  vi.useFakeTimers({ toFake: ['performance'] });
  const { watch, readings, answer, mark } = await begin();
  vi.advanceTimersByTime(4_900);
  const asked = watch.effectOn(page, mark);
  await answer('2');
  expect(await asked).toBe('none');
  vi.advanceTimersByTime(200);
  expect(await watch.effectOn(page, mark)).toBe('unknown');
  expect(readings).toHaveLength(2);
  const { mark: other } = await begin();
  expect(await watch.effectOn(page, other)).toBe('unknown');
});
