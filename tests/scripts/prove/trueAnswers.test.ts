import { expect, test } from 'vitest';
import { checks } from '@caseload/scripts/prove/checks/checks.ts';
import { trueAnswers } from '@caseload/scripts/prove/checks/trueAnswers.ts';
import type { Call } from '@caseload/scripts/prove/history/call.ts';
import { seenIn } from '@caseload/scripts/prove/history/seenIn.ts';
import { judge } from '@caseload/scripts/prove/report/judge.ts';
import { action, call, change, comment, evidence, notes, row, tokenOf, update } from './story.ts';

const made = change('a1', 'seed', 1);
const changed = change('a2', 'op-1', 2, notes('', 'one'));
const said = action('a3', 'op-2', { comment: 'hello' });
const actions = [made, changed, said];
const customer = (fields: object) => seenIn({ ...tokenOf('c', 2), ...fields, createdAt: 'long ago' });
const shown = (one: typeof changed, more: object = {}) => ({
  id: one.id,
  type: one.type,
  customerVersion: one.version,
  comment: one.comment,
  changes: one.changes,
  ...more,
});
const saved = (seen: Call['seen']) => update(1, 'op-1', 1, 'one', { seen });
const commented = (seen: Call['seen']) => comment(2, 'op-2', 'hello', { seen });
const read = (seen: Call['seen']) => call(3, { kind: 'readCustomer', customer: 'c' }, { seen });
const readTrail = (seen: Call['seen']) => call(4, { kind: 'readTrail', customer: 'c' }, { seen });
const one = customer({ notes: 'one', phone: null });
const told = (...calls: Call[]) => evidence({ calls, actions, rows: [row(2, { notes: 'one' })] });
const wrongs = (...calls: Call[]) => trueAnswers.run(told(...calls)).violations.map(({ what }) => what);

test('answers that say what the trail says', () => {
  const trail = readTrail(seenIn({ items: [shown(said), shown(changed)] }));
  expect(trueAnswers.run(told(saved(one), commented(seenIn(shown(said))), read(one), trail))).toEqual({
    checked: 4,
    violations: [],
  });
});

test('the right version with other fields, as it was at another time, and one that never was', () => {
  const never = 'was shown version 2 of customer c as it never was';
  expect(wrongs(saved(customer({ notes: '' })))).toEqual([`update of somebody ${never}`]);
  expect(wrongs(read(customer({ notes: 'one', phone: '1' })))).toEqual([`readCustomer of somebody ${never}`]);
  expect(wrongs(read({ ...one, customer: { ...tokenOf('c', 1), version: 2 } }))).toEqual([
    `readCustomer of somebody ${never}`,
  ]);
  const refused = { status: 409, problem: 'conflict', seen: customer({ notes: 'two' }) };
  expect(wrongs(update(1, 'op-4', 1, 'late', refused))).toEqual([`update of somebody ${never}`]);
  expect(wrongs(read({ ...one, customer: tokenOf('c', 3) }))).toEqual([
    'readCustomer of somebody was shown version 3, which is not in the trail',
  ]);
});

test('a comment with another text, and a change that a trail tells otherwise', () => {
  expect(wrongs(commented(seenIn(shown(said, { comment: 'goodbye' }))))).toEqual([
    'comment of somebody was told of another comment than a3',
  ]);
  expect(wrongs(readTrail(seenIn({ items: [shown(said, { comment: 'goodbye' })] })))).toEqual([
    'readTrail of somebody was shown action a3 as it never was',
  ]);
  expect(wrongs(readTrail(seenIn({ items: [shown(changed, { changes: [notes('x', 'one')] })] })))).toEqual([
    'readTrail of somebody was shown action a2 as it never was',
  ]);
});

test('200 without what was asked for', () => {
  expect(wrongs(saved({}), commented({}), read(customer({})), readTrail({}), read({}))).toEqual([
    'update of somebody was answered 200 without the customer',
    'comment of somebody was answered 201 without the comment',
    'readCustomer of somebody was shown version 2 of customer c as it never was',
    'readTrail of somebody was answered 200 without the trail',
    'readCustomer of somebody was answered 200 without the customer',
  ]);
});

test('it is the only one that notices another state under the right version', () => {
  const others = checks.filter((check) => check !== trueAnswers);
  const found = told(saved(one), commented(seenIn(shown(said))), read(customer({ notes: 'never' })));
  expect(judge(others, found).flatMap(({ finding }) => finding.violations.map(({ what }) => what))).toEqual(
    [],
  );
});
