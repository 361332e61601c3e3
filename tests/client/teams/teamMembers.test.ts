import { expect, test } from 'vitest';
import { dayText } from '@caseload/client/teams/dayText.ts';
import { areSameMembers, rebaseMembers } from '@caseload/client/teams/teamMembers.ts';

const member = (id: string, isSupervisor = false) => ({ id, isSupervisor });
const base = [member('a'), member('b'), member('c', true)];

test.each([
  ['nothing of mine: theirs', base, [member('a')], [member('a')]],
  [
    'both added',
    [...base, member('x')],
    [...base, member('y')],
    [member('a'), member('b'), member('c', true), member('y'), member('x')],
  ],
  ['I took out, they kept', [member('a'), member('c', true)], base, [member('a'), member('c', true)]],
  [
    'they took out whom I made supervisor: mine stays',
    [member('a', true), ...base.slice(1)],
    base.slice(1),
    [member('b'), member('c', true), member('a', true)],
  ],
  ['both took out', base.slice(1), base.slice(1), base.slice(1)],
])('%s', (_, mine, theirs, merged) => expect(rebaseMembers(base, mine, theirs)).toEqual(merged));

test('the same people in another order are the same; another part is not', () => {
  expect(areSameMembers(base, base.toReversed())).toBe(true);
  expect(areSameMembers(base, [member('a'), member('b'), member('c')])).toBe(false);
  expect(areSameMembers(base, base.slice(1))).toBe(false);
});

test('a day is the same in every time zone', () => {
  const days = ['Pacific/Kiritimati', 'Pacific/Pago_Pago'].map((timeZone) =>
    dayText('2026-11-12', { language: 'en', timeZone }),
  );
  expect(days).toEqual(['12 Nov 2026', '12 Nov 2026']);
});
