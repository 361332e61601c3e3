import type { CustomerChange } from '@caseload/client/conflicts/customerChange.ts';
import type { Question } from '@caseload/client/conflicts/question.ts';
import { createCustomerEditing } from '@caseload/client/customers/customerEditing.ts';
import { createCustomerSaver } from '@caseload/client/customers/customerSaver.ts';
import { createDrafts } from '@caseload/client/customers/drafts.ts';
import { REMOVED } from '@caseload/client/customers/fieldCodec.ts';
import { createThrottledStorage } from '@caseload/client/customers/throttledStorage.ts';
import { commitWithWayBack } from '@caseload/client/customers/wayBack.ts';
import type { Customer } from '@caseload/shared/customers/customer.ts';
import { sameFieldValue } from '@caseload/shared/rules/diffCustomer.ts';
import { expect, it } from 'vitest';
import { memoryStorage } from './memoryStorage.ts';
import { createSimulatedServer, sampleCustomer } from './simulatedServer.ts';

/** Ana at the real editing and saver, and a colleague who writes straight to the server. */
function setUp(pick: 'mine' | 'theirs' = 'theirs', custom: Customer['fields'] = {}) {
  const server = createSimulatedServer(sampleCustomer({ fields: custom }));
  const questions: Question[] = [];
  let keys = 0;
  const newKey = () => `key-${++keys}`;
  const saver = createCustomerSaver({
    me: 'ana',
    newKey,
    send: async (base, change, key) => server.patch('ana', base, change, key),
    ask: async (question) => {
      questions.push(question);
      return { kind: 'save', chosen: pick === 'mine' ? question.mine : {} };
    },
    onRow: () => undefined,
    waitToRetry: async () => false,
  });
  const storage = createThrottledStorage({ storage: memoryStorage(), onFull: () => undefined });
  const editing = createCustomerEditing({
    saver,
    drafts: createDrafts(storage, { employeeId: 'ana', customerId: server.current().id }),
    now: () => new Date('2026-11-21T09:00:00Z'),
    onSaved: () => undefined,
    onRefused: () => undefined,
  });
  const choose = (field: string, text: string) => {
    editing.type(field, text, server.current());
    return commitWithWayBack(editing, field);
  };
  const colleague = (change: CustomerChange) => server.patch('ben', server.current(), change, newKey());
  return { server, editing, questions, choose, colleague };
}

it.each([
  ['status', 'waiting'],
  ['priority', 'urgent'],
  ['assignedTo', '0198c0de-0000-7000-8000-000000000002'],
  ['dueAt', '2026-12-24T10:00:00.000Z'],
  ['dueAt', ''],
  ['followUpAt', '2026-12-24T10:00:00.000Z'],
  ['tags', 'monday\nvip'],
] as const)('%s set to %j is taken back by one more save', async (field, text) => {
  const { server, questions, choose } = setUp();
  const before = server.current()[field];
  const wayBack = await choose(field, text);
  expect(server.current()[field]).not.toEqual(before);
  await wayBack?.undo();
  expect(sameFieldValue(field, server.current()[field], before)).toBe(true);
  expect(server.history.map((write) => write.field)).toEqual([field, field]);
  expect(questions).toEqual([]);
});

it.each([
  ['Kiel', REMOVED],
  ['', REMOVED],
  ['7', REMOVED],
  [12, REMOVED],
  [0.1, REMOVED],
  [true, REMOVED],
  [false, 'true'],
  [12, 'twelve'],
])('a custom field that held %j and was set to %j holds it again', async (held, text) => {
  const { server, editing, questions, choose } = setUp('theirs', { shop: held });
  const wayBack = await choose('fields.shop', text);
  expect(server.current().fields).not.toEqual({ shop: held });
  await wayBack?.undo();
  expect(server.current().fields).toEqual({ shop: held });
  expect(editing.fields()).toEqual([]);
  expect(questions).toEqual([]);
});

it('a custom field that was set first is removed again', async () => {
  const { server, choose } = setUp();
  const wayBack = await choose('fields.shop', 'Kiel');
  await wayBack?.undo();
  expect(server.current().fields).toEqual({});
  expect(await choose('fields.shop', REMOVED)).toBeNull();
});

it('asks when a colleague has set a field anew that was removed', async () => {
  const { server, questions, choose, colleague } = setUp('theirs', { shop: 12 });
  const wayBack = await choose('fields.shop', REMOVED);
  colleague({ fields: { shop: 13 } });
  await expect(wayBack?.undo()).rejects.toThrow();
  expect(questions.flatMap(({ clashes }) => clashes)).toMatchObject([{ mine: 12, theirs: 13 }]);
  expect(server.current().fields).toEqual({ shop: 13 });
});

it('asks when a colleague has changed the field since, also when a later save of ours learnt of it', async () => {
  const { server, questions, choose, colleague } = setUp();
  const wayBack = await choose('status', 'waiting');
  colleague({ status: 'escalated' });
  await choose('priority', 'high');
  await expect(wayBack?.undo()).rejects.toThrow();
  expect(questions.flatMap(({ clashes }) => clashes)).toMatchObject([
    { field: 'status', mine: 'new', theirs: 'escalated' },
  ]);
  expect(server.current()).toMatchObject({ status: 'escalated', priority: 'high' });
});

it('goes back over the colleague where the question is answered so', async () => {
  const { server, questions, choose, colleague } = setUp('mine');
  const wayBack = await choose('status', 'waiting');
  colleague({ status: 'escalated' });
  await wayBack?.undo();
  expect(questions).toHaveLength(1);
  expect(server.current().status).toBe('new');
});

it('leaves what a colleague did to other fields and to other tags', async () => {
  const { server, questions, choose, colleague } = setUp();
  const wayBack = await choose('tags', 'monday\nvip');
  colleague({ tags: ['monday', 'vip', 'theirs'], notes: 'Theirs.' });
  await wayBack?.undo();
  expect(questions).toEqual([]);
  expect(server.current().tags.toSorted()).toEqual(['bakery', 'monday', 'theirs']);
  expect(server.current().notes).toBe('Theirs.');
});

it('leaves the tags that were added since by the same person, whichever is taken back first', async () => {
  const { server, choose } = setUp();
  const first = await choose('tags', 'bakery\nmonday\nwrong');
  const second = await choose('tags', 'bakery\nmonday\nwrong\nright');
  await first?.undo();
  expect(server.current().tags).toEqual(['bakery', 'monday', 'right']);
  await second?.undo();
  expect(server.current().tags).toEqual(['bakery', 'monday']);
});

it('takes back its own part of tags that were saved together with those of a colleague', async () => {
  const { server, editing, colleague } = setUp();
  editing.type('tags', 'monday\nvip', server.current());
  colleague({ tags: ['bakery', 'monday', 'theirs'] });
  const wayBack = await commitWithWayBack(editing, 'tags');
  expect(server.current().tags.toSorted()).toEqual(['monday', 'theirs', 'vip']);
  await wayBack?.undo();
  expect(server.current().tags.toSorted()).toEqual(['bakery', 'monday', 'theirs']);
});

it('offers nothing where nothing changed, or the question was answered for the colleague', async () => {
  const { server, editing, choose, colleague } = setUp();
  expect(await choose('status', 'new')).toBeNull();
  const seen = server.current();
  colleague({ status: 'escalated' });
  editing.type('status', 'waiting', seen);
  expect(await commitWithWayBack(editing, 'status')).toBeNull();
  expect(server.current().status).toBe('escalated');
});

it('does not throw away what is typed into the field by now', async () => {
  const { server, editing, choose } = setUp();
  const wayBack = await choose('dueAt', '');
  editing.type('dueAt', '2027-01-01T10:00:00.000Z', server.current());
  await expect(wayBack?.undo()).rejects.toThrow();
  expect(editing.edit('dueAt')?.text).toBe('2027-01-01T10:00:00.000Z');
  expect(server.current().dueAt).toBeNull();
});
