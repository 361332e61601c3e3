import { beforeEach, expect, test, vi } from 'vitest';
import { createUnsavedDesk } from '@caseload/client/ui/unsavedDesk.ts';

let desk = createUnsavedDesk();
const leave = vi.fn<() => void>();
const stay = vi.fn<() => void>();
const question = { leave, stay };

beforeEach(() => {
  desk = createUnsavedDesk();
  vi.clearAllMocks();
});

test('where nothing is typed nothing is asked, also when something is typed elsewhere', () => {
  desk.leave('dialog', question);
  desk.hold('page');
  desk.leave('dialog', question);
  expect(leave).toHaveBeenCalledTimes(2);
  expect(desk.question()).toBeNull();
});

test('asks once and does what is answered', () => {
  desk.hold('dialog');
  desk.leave('dialog', question);
  desk.question()?.stay();
  expect([stay.mock.calls.length, leave.mock.calls.length, desk.question()]).toEqual([1, 0, null]);
  desk.leave(null, question);
  desk.question()?.leave();
  expect([stay.mock.calls.length, leave.mock.calls.length, desk.question()]).toEqual([1, 1, null]);
});

test('a second question answers the first by staying', () => {
  desk.hold('page');
  desk.leave(null, question);
  const second = { leave: vi.fn<() => void>(), stay: vi.fn<() => void>() };
  desk.leave(null, second);
  expect(stay).toHaveBeenCalledOnce();
  desk.question()?.leave();
  expect([leave.mock.calls.length, second.leave.mock.calls.length]).toEqual([0, 1]);
});

test('nothing is left unasked any more as soon as it is saved, and nobody is led away by that', () => {
  const saved = desk.hold('dialog');
  const other = desk.hold('page');
  const listener = vi.fn<() => void>();
  desk.subscribe(listener);
  desk.leave('dialog', question);
  saved();
  expect([desk.isAny('dialog'), desk.isAny(), desk.question()]).toEqual([false, true, null]);
  expect([stay.mock.calls.length, leave.mock.calls.length]).toEqual([1, 0]);
  desk.leave(null, question);
  other();
  expect([desk.isAny(), desk.question()]).toEqual([false, null]);
  expect(listener).toHaveBeenCalled();
});
