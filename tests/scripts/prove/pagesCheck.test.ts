import { expect, test } from 'vitest';
import { answers } from '@caseload/scripts/prove/checks/answers.ts';
import type { Check } from '@caseload/scripts/prove/checks/check.ts';
import { pages } from '@caseload/scripts/prove/checks/pages.ts';
import { realTime } from '@caseload/scripts/prove/checks/realTime.ts';
import { trueAnswers } from '@caseload/scripts/prove/checks/trueAnswers.ts';
import type { Row } from '@caseload/scripts/prove/evidence/evidence.ts';
import type { AskedList, Call } from '@caseload/scripts/prove/history/call.ts';
import { contentOf } from '@caseload/scripts/prove/history/contentOf.ts';
import { contentOfRow, pageIn } from '@caseload/scripts/prove/history/pageIn.ts';
import { action, call, evidence, row, tokenOf } from './story.ts';

const listed = (more: object = {}) => ({
  status: 'new',
  priority: 'normal',
  assignedTo: 'ann',
  archived: false,
  notes: 'long',
  ...more,
});
const before = [
  row(1, listed({ name: 'Abel' }), 'a'),
  row(1, listed({ name: 'bella' }), 'b'),
  row(1, listed({ name: 'Cora', assignedTo: null }), 'c'),
];
/** Customer c comes to Ann between 20 and 25, and is given to Bob between 60 and 65. */
const toAnn = { from: null, to: 'ann', field: 'assignedTo' };
const toBob = { from: 'ann', to: 'bob', field: 'assignedTo' };
const actions = [
  action('a2', 'op-1', { customer: 'c', version: 2, changes: [toAnn] }),
  action('a3', 'op-2', { customer: 'c', version: 3, changes: [toBob] }),
];
const owners: Readonly<Record<string, string | null>> = { c1: null, c3: 'bob' };
const stateOf = (id: string, version: number): Pick<Row, 'updatedAt' | 'fields'> => {
  const { fields = {} } = before.find((one) => one.id === id) ?? {};
  const { [id + version]: assignedTo = 'ann' } = owners;
  return { updatedAt: tokenOf(id, version).updatedAt, fields: { ...fields, assignedTo } };
};
const given = (line: number, operation: string, base: number, assignedTo: string) =>
  call(
    line,
    { kind: 'update', base: tokenOf('c', base), set: { assignedTo } },
    {
      operation,
      seen: { customer: tokenOf('c', base + 1), content: contentOf(stateOf('c', base + 1).fields) },
      took: 5,
    },
  );
const writes = [given(2, 'op-1', 1, 'ann'), given(6, 'op-2', 2, 'bob')];

const shown = (id: string, version = 1) => ({ id, version, content: contentOfRow(stateOf(id, version)) });
const [a, b, c1, c2, c3] = [shown('a'), shown('b'), shown('c', 1), shown('c', 2), shown('c', 3)];

const ofAnn: AskedList = { assignedTo: 'ann', archived: 'false', sort: 'name', limit: 200 };

type Told = { readonly sentAt: number; readonly took?: number; readonly list?: Partial<AskedList> };
const page = (
  rows: readonly (typeof a)[],
  { sentAt, took = 2, list }: Told,
  nextCursor: string | null = null,
  behind?: typeof a,
) =>
  call(
    9,
    { kind: 'readPage', list: { ...ofAnn, ...list }, behind },
    { sentAt, took, seen: { page: { rows, nextCursor, tag: '"t"' } } },
  );
const wrongs = (check: Check, ...calls: readonly Call[]) =>
  check
    .run(evidence({ calls: [...writes, ...calls], actions, before }))
    .violations.map(({ what }) => what.replace(/^the page of .* of somebody: /u, ''));
const wrong = (...calls: readonly Call[]) => wrongs(pages, ...calls);

test('whole pages, before and after a customer came and went', () => {
  const told = [
    page([a, b], { sentAt: 10 }),
    page([a, b, c2], { sentAt: 30 }),
    page([a, b], { sentAt: 70 }),
    page([c3], { sentAt: 70, list: { assignedTo: 'bob' } }),
    page([c1], { sentAt: 10, list: { assignedTo: 'none' } }),
    page([c2, b, a], { sentAt: 30, list: { assignedTo: 'any', backwards: true } }),
    page([a], { sentAt: 30, list: { limit: 1 } }, 'next'),
    page([b], { sentAt: 30, list: { limit: 1 } }, 'next', a),
    page([c2], { sentAt: 30, list: { limit: 1 } }, null, b),
    page([], { sentAt: 30, list: { statuses: ['waiting'] } }),
    page([], { sentAt: 30, list: { archived: 'true' } }),
    page([a, b, c2], { sentAt: 30, list: { sort: 'dueAt' } }),
  ];
  for (const check of [pages, trueAnswers, realTime, answers]) expect(wrongs(check, ...told)).toEqual([]);
  expect(pages.run(evidence({ calls: [...writes, ...told], actions, before })).checked).toBe(18);
});

test('while a change is under way a page may be as before or as after it', () => {
  for (const rows of [
    [a, b],
    [a, b, c2],
  ]) {
    expect(wrong(page(rows, { sentAt: 15, took: 30 }))).toEqual([]);
    expect(wrong(page(rows, { sentAt: 50, took: 30 }))).toEqual([]);
  }
});

test('somebody who belonged into it all the while is missing', () => {
  const isMissing = ['customer c belonged into it all the while and is not there'];
  expect(wrong(page([a, b], { sentAt: 30 }))).toEqual(isMissing);
  expect(wrong(page([a, b], { sentAt: 26, took: 33 }))).toEqual(isMissing);
  expect(wrong(page([], { sentAt: 70, list: { assignedTo: 'bob' } }))).toEqual(isMissing);
  // What one answer showed is so for whoever asks afterwards, also before it is acknowledged.
  const seen = call(
    3,
    { kind: 'readCustomer', customer: 'c' },
    { seen: { customer: tokenOf('c', 2) }, sentAt: 21 },
  );
  expect(wrong(seen, page([a, b], { sentAt: 23, took: 1 }))).toEqual(isMissing);
});

test('a page that goes on elsewhere is whole from where it begins to where it ends', () => {
  const one = { sentAt: 30, list: { limit: 1 } };
  expect(wrong(page([b], one, 'next'))).toEqual([
    'customer a belonged into it all the while and is not there',
  ]);
  expect(wrong(page([c2], one, null, a))).toEqual([
    'customer b belonged into it all the while and is not there',
  ]);
  expect(wrong(page([a], { sentAt: 30, list: { limit: 2 } }, 'next'))).toEqual([
    'it has 1 rows, and there are more',
  ]);
  expect(wrong(page([a, b], one, 'next'))).toEqual(['it has 2 rows, and there are more']);
});

test('who does not belong there, stands elsewhere, or is there twice', () => {
  expect(wrong(page([a, b, c3], { sentAt: 70 }))).toEqual([
    'version 3 of customer c does not belong into it',
  ]);
  expect(wrong(page([a], { sentAt: 30, list: { statuses: ['waiting'] } }))).toEqual([
    'version 1 of customer a does not belong into it',
  ]);
  expect(wrong(page([a], { sentAt: 30, list: { archived: 'true' } }))).toHaveLength(1);
  expect(wrong(page([b, a, c2], { sentAt: 30 }))).toEqual(['customer a stands in another place']);
  expect(wrong(page([a, b, c2], { sentAt: 30, list: { backwards: true } }))).toHaveLength(1);
  expect(wrong(page([a], { sentAt: 30, list: { limit: 1 } }, 'next', b))).toEqual([
    'customer a stands in another place',
  ]);
  expect(wrong(page([a, a, b, c2], { sentAt: 30 }))).toEqual(['customer a stands in another place']);
  // As two versions of it would stand one behind the other.
  const byChange = { sentAt: 30, list: { assignedTo: 'any', archived: 'any', sort: 'updatedAt' } } as const;
  expect(wrong(page([a, b, c1, c2], byChange))).toEqual(['a customer is there twice']);
});

test('a row of before what was known, and one that never was', () => {
  const others = { sentAt: 70, list: { assignedTo: 'none' } };
  expect(wrongs(realTime, page([c1], others))).toEqual(['customer c was shown at version 1 after version 3']);
  const untrue = page([{ ...a, content: b.content }], { sentAt: 70 });
  const never = 'readPage of somebody was shown version 1 of customer a on a page as it never was';
  expect(wrongs(trueAnswers, untrue)).toEqual([never]);
  expect(wrongs(trueAnswers, page([{ ...a, version: 2 }], { sentAt: 70 }))).toHaveLength(1);
});

test('that nothing changed is told only to who said what they know, and is judged as what they know', () => {
  const again = { ...page([a, b], { sentAt: 30 }), status: 304 };
  expect(wrongs(answers, again)).toEqual([]);
  expect(wrong(again)).toHaveLength(1);
  const unasked = { ...again, seen: {} };
  expect(wrongs(answers, unasked)).toEqual(['readPage of somebody was answered 304, undefined']);
  expect(wrongs(trueAnswers, unasked)).toEqual(['readPage of somebody was answered 304 without the page']);
});

test('what is taken out of a page', () => {
  const { fields, updatedAt } = row(1, listed({ name: 'Abel' }), 'a');
  const { notes: _, ...summary } = fields;
  const item = { ...summary, id: 'a', version: 1, updatedAt, createdAt: updatedAt, phone: null };
  expect(pageIn({ items: [item], nextCursor: null }, '"t"')).toEqual({
    rows: [a],
    nextCursor: null,
    tag: '"t"',
  });
  expect(pageIn({ type: 'busy' }, undefined)).toBeUndefined();
});
