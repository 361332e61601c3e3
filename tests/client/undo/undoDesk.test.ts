import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createUndoDesk, OFFER_MILLISECONDS, type UndoOffer } from '@caseload/client/undo/undoDesk.ts';

const undone = vi.fn<(message: string) => void>();
const undo = vi.fn<() => Promise<void>>();
let desk = createUndoDesk();
const messages = () => desk.shown().map(({ message }) => message);
const states = () => desk.shown().map(({ state }) => state.is);
const settle = () => vi.advanceTimersByTimeAsync(0);

beforeEach(() => {
  vi.useFakeTimers();
  undone.mockReset();
  undo.mockReset().mockResolvedValue();
  desk = createUndoDesk(undone);
});
afterEach(() => vi.useRealTimers());

test('an offer is shown for ten seconds', () => {
  desk.offer({ message: 'one', undo });
  vi.advanceTimersByTime(OFFER_MILLISECONDS - 1);
  expect(messages()).toEqual(['one']);
  vi.advanceTimersByTime(1);
  expect(messages()).toEqual([]);
  expect(desk.runNewest()).toBe(false);
});

test('while it is pointed at or focused the clock stands still, for offers that come meanwhile too', () => {
  desk.offer({ message: 'one', undo });
  vi.advanceTimersByTime(9_000);
  desk.pause();
  desk.offer({ message: 'two', undo });
  vi.advanceTimersByTime(60_000);
  expect(messages()).toEqual(['one', 'two']);
  desk.resume();
  vi.advanceTimersByTime(999);
  expect(messages()).toEqual(['one', 'two']);
  vi.advanceTimersByTime(1);
  expect(messages()).toEqual(['two']);
  vi.advanceTimersByTime(9_000);
  expect(messages()).toEqual([]);
});

test('what was taken back or put away under a finger or the focus does not stop the clock of the others', async () => {
  for (const message of ['one', 'two', 'three']) desk.offer({ message, undo });
  desk.pause();
  desk.runNewest();
  await settle();
  desk.pause();
  desk.dismiss(desk.shown()[1]?.id ?? -1);
  expect(messages()).toEqual(['one']);
  vi.advanceTimersByTime(OFFER_MILLISECONDS);
  expect(messages()).toEqual([]);
});

test('the newest is taken back first, each once, and each says so', async () => {
  desk.offer({ message: 'one', undo });
  desk.offer({ message: 'two', undo });
  expect(desk.runNewest()).toBe(true);
  expect(states()).toEqual(['open', 'undoing']);
  expect(desk.runNewest()).toBe(true);
  expect(desk.runNewest()).toBe(false);
  await settle();
  expect(undo).toHaveBeenCalledTimes(2);
  expect(undone.mock.calls).toEqual([['two'], ['one']]);
  expect(messages()).toEqual([]);
});

test('what could not be taken back stays until it is tried again or put away', async () => {
  const error = new Error('no');
  undo.mockRejectedValueOnce(error);
  desk.offer({ message: 'one', undo });
  desk.runNewest();
  await settle();
  expect(desk.shown()).toMatchObject([{ message: 'one', state: { is: 'failed', error } }]);
  expect(desk.runNewest()).toBe(false);
  vi.advanceTimersByTime(60_000);
  const [failed] = desk.shown();
  desk.run(failed?.id ?? -1);
  await settle();
  expect(messages()).toEqual([]);
  expect(undone.mock.calls).toEqual([['one']]);
});

test('a fourth offer takes the place of the oldest, never of one that is being taken back', async () => {
  const { promise, resolve } = Promise.withResolvers<void>();
  undo.mockReturnValueOnce(promise);
  desk.offer({ message: 'one', undo });
  desk.runNewest();
  for (const message of ['two', 'three', 'four']) desk.offer({ message, undo });
  expect(messages()).toEqual(['one', 'three', 'four']);
  resolve();
  await settle();
  expect(messages()).toEqual(['three', 'four']);
});

/** A change on its way, and its answer. */
function begin() {
  const { promise, resolve } = Promise.withResolvers<UndoOffer | null>();
  desk.expect(promise);
  return async (made: UndoOffer | null) => {
    resolve(made);
    await settle();
  };
}

test('a change on its way is offered once it is answered, for ten seconds from then', async () => {
  const answer = begin();
  expect(desk.shown()).toEqual([]);
  vi.advanceTimersByTime(OFFER_MILLISECONDS);
  await answer({ message: 'one', undo });
  vi.advanceTimersByTime(OFFER_MILLISECONDS - 1);
  expect(states()).toEqual(['open']);
  vi.advanceTimersByTime(1);
  expect(desk.shown()).toEqual([]);
});

test('wanted back before it is answered, it is taken back once, as soon as it is', async () => {
  const answer = begin();
  expect(desk.canRun()).toBe(true);
  expect(desk.runNewest()).toBe(true);
  expect(desk.canRun()).toBe(false);
  expect(desk.runNewest()).toBe(false);
  expect(desk.shown()).toMatchObject([{ message: null, state: { is: 'wanted' } }]);
  vi.advanceTimersByTime(OFFER_MILLISECONDS);
  expect(undo).not.toHaveBeenCalled();
  await answer({ message: 'one', undo });
  expect(undo).toHaveBeenCalledTimes(1);
  expect(undone.mock.calls).toEqual([['one']]);
  expect(desk.shown()).toEqual([]);
});

test('when nothing was saved, nothing is taken back, and an older change stays as it is', async () => {
  desk.offer({ message: 'one', undo });
  const answer = begin();
  desk.runNewest();
  await answer(null);
  expect(undo).not.toHaveBeenCalled();
  expect(states()).toEqual(['open']);
});

test('changes are taken back in the order that was asked for, whichever is answered first', async () => {
  const order: string[] = [];
  const offerOf = (message: string) => ({ message, undo: async () => void order.push(message) });
  const answerOne = begin();
  const answerTwo = begin();
  desk.runNewest();
  desk.runNewest();
  await answerOne(offerOf('one'));
  expect(order).toEqual([]);
  expect(states()).toEqual(['undoing', 'wanted']);
  await answerTwo(offerOf('two'));
  expect(order).toEqual(['two', 'one']);
});

test('the newest is the one that was made last, not the one that was answered last', async () => {
  const answer = begin();
  desk.offer({ message: 'two', undo });
  await answer({ message: 'one', undo });
  expect(messages()).toEqual(['one', 'two']);
  desk.runNewest();
  await settle();
  expect(undone.mock.calls).toEqual([['two']]);
});

test('what is put away or asked about meanwhile is not wanted back any more, but offered', async () => {
  const answerOne = begin();
  desk.runNewest();
  desk.dismiss(desk.shown()[0]?.id ?? -1);
  expect(desk.shown()).toEqual([]);
  const answerTwo = begin();
  desk.runNewest();
  desk.stopWanting();
  await answerOne({ message: 'one', undo });
  await answerTwo({ message: 'two', undo });
  expect(undo).not.toHaveBeenCalled();
  expect(states()).toEqual(['open', 'open']);
});
