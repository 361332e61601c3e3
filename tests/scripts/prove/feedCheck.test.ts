import { expect, test } from 'vitest';
import { feed } from '@caseload/scripts/prove/checks/feed.ts';
import type { Action } from '@caseload/scripts/prove/evidence/evidence.ts';
import { eventsIn } from '@caseload/scripts/prove/history/seenIn.ts';
import { action, call, evidence, shownAs } from './story.ts';

// The third was written by a transaction that was begun before that of the second.
const [one, two, three, four] = [
  action('a', '1', { transaction: 10 }),
  action('b', '2', { transaction: 12 }),
  action('c', '3', { transaction: 11 }),
  action('d', '4', { transaction: 12 }),
];
const actions = [one, two, three, four];

const heard = (line: number, ...events: readonly Action[]) =>
  call(
    line,
    { kind: 'listen', behind: undefined },
    { seen: { events: events.map((event) => ({ position: event.position, action: shownAs(event) })) } },
  );
const found = (...calls: Parameters<typeof evidence>[0]['calls'] & object) =>
  feed.run(evidence({ actions, calls })).violations.map(({ what }) => what);

test('the trail in the order of transactions, from the first event on, in as many answers as it took', () => {
  expect(found(heard(1, one), heard(2), heard(3, three, two), heard(4, four))).toEqual([]);
  expect(found(heard(1, three, two, four))).toEqual([]);
  expect(feed.run(evidence({ actions, calls: [heard(1, one, three, two, four)] })).checked).toBe(4);
});

test('what an answer held that broke off is not heard, and is not missing when it comes again', () => {
  const broken = call(2, { kind: 'listen', behind: undefined }, { status: undefined, loss: 'cut' });
  expect(found(heard(1, one), broken, heard(3, three, two, four))).toEqual([]);
});

test.each([
  ['what was left out', [one, two, four], /was never told of comment c, but of b behind it/u],
  ['what came twice', [one, one, three, two, four], /heard of comment a twice or too late/u],
  ['what came late', [one, three, four, two], /was never told of comment b/u],
  ['what never came', [one, three, two], /was never told of the last 1 actions/u],
  ['what is not there', [one, action('e', '5'), three], /heard of e, which is not there/u],
  ['what is not so', [one, { ...three, comment: 'else' }, two, four], /as it never was/u],
])('%s is found', (_, events, what) => {
  expect(found(heard(1, ...events))).toEqual([expect.stringMatching(what)]);
});

test('the events of a stream, without what only says where to go on', () => {
  const said = { id: 'a', type: 'comment', customerVersion: null, comment: 'Two\n\nparts', changes: [] };
  const stream = `retry: 3000\nid: 7\n\n:\n\nid: 8\ndata: ${JSON.stringify(said)}\n\n`;
  expect(eventsIn(stream)).toEqual([
    { position: 8, action: shownAs(action('a', '1', { comment: 'Two\n\nparts' })) },
  ]);
});
