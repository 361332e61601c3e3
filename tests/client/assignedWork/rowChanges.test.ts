import { NetworkError, ProblemError } from '@caseload/client/api/errors.ts';
import { createCustomerRows, summaryOf } from '@caseload/client/assignedWork/customerRows.ts';
import { createRowChanges } from '@caseload/client/assignedWork/rowChanges.ts';
import type { CustomerChange } from '@caseload/client/conflicts/customerChange.ts';
import { createCustomerSaver, type SendAnswer } from '@caseload/client/customers/customerSaver.ts';
import { expect, test } from 'vitest';
import { createSimulatedServer, sampleCustomer } from '../customers/simulatedServer.ts';

const NO_NETWORK = 'no network';

type Way = (send: () => SendAnswer) => Promise<SendAnswer>;

const REFUSED: SendAnswer = {
  kind: 'refused',
  error: new ProblemError({ type: 'internal', status: 500, title: 'no', instance: 'r1' }),
};

function setUp() {
  const server = createSimulatedServer(sampleCustomer());
  const { id } = server.current();
  const rows = createCustomerRows();
  rows.learn([summaryOf(server.current())]);
  const ways: Way[] = [];
  const keys: string[] = [];
  let lastKey = 0;
  const changes = createRowChanges({
    rows,
    onSaved: () => undefined,
    makeSaver: (ask, untilServer) =>
      createCustomerSaver({
        me: 'ana',
        newKey: () => `key-${++lastKey}`,
        async send(base, change, key) {
          keys.push(key);
          const send = () => server.patch('ana', base, change, key);
          return (ways.shift() ?? (async (run) => run()))(send);
        },
        ask,
        onRow: (customer) => rows.learn([summaryOf(customer)]),
        waitToRetry: async (_tries, error) => error.message === NO_NETWORK && untilServer(error),
      }),
  });
  const shown = () => {
    const view = changes.view(id);
    if (view === null) throw new Error('the row is unknown');
    return view;
  };
  const byBen = (change: CustomerChange) =>
    server.patch('ben', server.current(), change, `ben-${server.current().version}`);
  return { server, id, rows, changes, ways, keys, shown, byBen };
}

test('a change shows at once, before it is sent', async () => {
  const { changes, shown, server } = setUp();
  const saving = changes.apply(shown().customer, { status: 'closed' });
  expect(shown()).toMatchObject({ isSaving: true, trouble: null, customer: { status: 'closed' } });
  expect(server.current().status).toBe('new');
  expect(await saving).toMatchObject({ kind: 'saved', back: { status: 'new' } });
  expect(shown()).toMatchObject({ isSaving: false, customer: { status: 'closed', version: 2 } });
});

test('without optimism it shows when the server has it', async () => {
  const { changes, shown } = setUp();
  const saving = changes.apply(shown().customer, { status: 'closed' }, { isOptimistic: false });
  expect(shown().customer.status).toBe('new');
  await saving;
  expect(shown().customer.status).toBe('closed');
});

test('a refused change is taken back with its reason, and can be tried again', async () => {
  const { changes, shown, ways, id, server } = setUp();
  ways.push(async () => REFUSED);
  expect(await changes.apply(shown().customer, { status: 'closed' })).toMatchObject({ kind: 'trouble' });
  expect(shown()).toMatchObject({ customer: { status: 'new' }, trouble: { kind: 'failed' } });
  expect(await changes.insist(id)).toMatchObject({ kind: 'saved', back: { status: 'new' } });
  expect(shown()).toMatchObject({ customer: { status: 'closed' }, trouble: null });
  expect(server.current().version).toBe(2);
});

test('an unheard change is repeated under its own key, so it happens once', async () => {
  const { changes, shown, ways, id, server, keys } = setUp();
  ways.push(async (send) => {
    send();
    return { kind: 'lost', error: new NetworkError('no answer') };
  });
  await changes.apply(shown().customer, { priority: 'urgent' });
  expect(shown()).toMatchObject({ customer: { priority: 'normal' }, trouble: { kind: 'failed' } });
  await changes.insist(id);
  expect(new Set(keys).size).toBe(1);
  expect(server.history).toHaveLength(1);
  expect(shown()).toMatchObject({ customer: { priority: 'urgent' }, trouble: null });
});

test('what found no server waits for it, and goes on in order, each change once', async () => {
  const { changes, shown, ways, id, server, keys } = setUp();
  const noNetwork: SendAnswer = { kind: 'lost', error: new NetworkError(NO_NETWORK) };
  const arrivedUnheard: Way = async (send) => {
    send();
    return noNetwork;
  };
  ways.push(async () => noNetwork, arrivedUnheard);
  const first = changes.apply(shown().customer, { status: 'waiting' });
  const second = changes.apply(shown().customer, { status: 'closed', priority: 'urgent' });
  for (const tries of [1, 2]) {
    await expect.poll(() => changes.heldBy()?.message).toBe(NO_NETWORK);
    expect(keys).toHaveLength(tries);
    expect(shown()).toMatchObject({ isSaving: true, trouble: null, customer: { status: 'closed' } });
    expect(changes.unsaved()).toMatchObject([
      {
        customerId: id,
        edits: [
          { field: 'status', why: 'lost' },
          { field: 'priority', why: 'lost' },
        ],
      },
    ]);
    changes.tryAgain();
    expect(changes.heldBy()).toBeNull();
  }
  expect(await first).toMatchObject({ kind: 'saved', back: { status: 'new' } });
  expect(changes.unsaved()).toEqual([]);
  expect(await second).toMatchObject({ kind: 'saved', back: { status: 'waiting' } });
  expect(keys).toEqual(['key-1', 'key-1', 'key-1', 'key-2']);
  expect(server.history).toHaveLength(3);
  expect(server.current()).toMatchObject({ status: 'closed', priority: 'urgent', version: 3 });
});

test('what somebody else changed elsewhere is kept without a word', async () => {
  const { changes, shown, byBen, server } = setUp();
  byBen({ notes: 'Moved to Kiel.', priority: 'high' });
  expect(await changes.apply(shown().customer, { status: 'closed' })).toMatchObject({ kind: 'saved' });
  expect(server.current()).toMatchObject({ status: 'closed', priority: 'high', notes: 'Moved to Kiel.' });
  expect(shown()).toMatchObject({ trouble: null, customer: { priority: 'high' } });
});

test('the same field says who set it to what, and is set in spite of it only when asked to', async () => {
  const { changes, shown, byBen, id, server } = setUp();
  byBen({ status: 'waiting' });
  await changes.apply(shown().customer, { status: 'closed' });
  expect(shown()).toMatchObject({
    customer: { status: 'waiting' },
    trouble: { kind: 'clash', clashes: [{ field: 'status', theirs: 'waiting', changedBy: { id: 'ben' } }] },
  });
  expect(server.current().status).toBe('waiting');
  expect(await changes.insist(id)).toMatchObject({ kind: 'saved', back: { status: 'waiting' } });
  expect(server.current().status).toBe('closed');
});

test('two changes in a row are both kept, and each goes back to what the person saw', async () => {
  const { changes, shown, server } = setUp();
  const first = changes.apply(shown().customer, { status: 'waiting' });
  const second = changes.apply(shown().customer, { status: 'closed' });
  expect(shown().customer.status).toBe('closed');
  expect(await first).toMatchObject({ back: { status: 'new' } });
  expect(await second).toMatchObject({ back: { status: 'waiting' } });
  expect(server.current()).toMatchObject({ status: 'closed', version: 3 });
});

test('a row that does not change is the same object, so that it is not drawn again', async () => {
  const { changes, shown, rows } = setUp();
  const before = shown();
  rows.learn([{ ...before.customer, id: 'another' }]);
  expect(shown()).toBe(before);
  changes.dismiss('another');
  expect(shown()).toBe(before);
  await changes.apply(before.customer, { status: 'closed' });
  expect(shown()).not.toBe(before);
});

test('undoing what somebody else changed since asks, and overwrites nobody', async () => {
  const { changes, shown, byBen, rows, server } = setUp();
  const done = await changes.apply(shown().customer, { priority: 'urgent' });
  if (done.kind !== 'saved') throw new Error('it was not saved');
  byBen({ priority: 'low' });
  rows.learn([summaryOf(server.current())]);
  expect(await changes.apply(done.customer, done.back)).toMatchObject({
    kind: 'trouble',
    trouble: { kind: 'clash', clashes: [{ field: 'priority', theirs: 'low', changedBy: { id: 'ben' } }] },
  });
  expect(server.current().priority).toBe('low');
});

test('two changes of my own are undone one after the other without a question', async () => {
  const { changes, shown, server } = setUp();
  const first = await changes.apply(shown().customer, { priority: 'urgent' });
  const second = await changes.apply(shown().customer, { status: 'closed' });
  for (const done of [first, second]) {
    if (done.kind !== 'saved') throw new Error('it was not saved');
    expect(await changes.apply(done.customer, done.back)).toMatchObject({ kind: 'saved' });
  }
  expect(server.current()).toMatchObject({ priority: 'normal', status: 'new' });
});

test('what is set anew meanwhile is not set back, other fields are', async () => {
  const { changes, shown, server } = setUp();
  const first = await changes.apply(shown().customer, { status: 'closed' });
  if (first.kind !== 'saved') throw new Error('not saved');
  const newer = changes.apply(shown().customer, { status: 'waiting' });
  expect(await changes.takeBack(first.customer, { status: 'new' })).toMatchObject({
    kind: 'trouble',
    trouble: { kind: 'failed', error: { problem: { type: 'outdated' } } },
  });
  const other = changes.apply(shown().customer, { priority: 'urgent' });
  await newer;
  expect(await changes.takeBack(first.customer, { status: 'new' })).toMatchObject({ kind: 'saved' });
  await other;
  expect(server.current()).toMatchObject({ status: 'new', priority: 'urgent' });
  expect(shown().trouble).toBeNull();
});

test('undoing one change of the tags leaves those of the next', async () => {
  const { changes, shown, server } = setUp();
  const before = shown().customer.tags;
  const first = await changes.apply(shown().customer, { tags: [...before, 'wrong'] });
  await changes.apply(shown().customer, { tags: [...before, 'wrong', 'right'] });
  if (first.kind !== 'saved') throw new Error('not saved');
  await changes.takeBack(first.customer, first.back);
  expect(server.current().tags).toEqual([...before, 'right']);
});

test('of two refused changes both are told, until the same fields are set anew', async () => {
  const { changes, shown, ways, id } = setUp();
  ways.push(
    async () => REFUSED,
    async () => REFUSED,
  );
  await changes.apply(shown().customer, { status: 'closed' });
  await changes.apply(shown().customer, { priority: 'urgent' });
  expect(shown().trouble?.change).toEqual({ priority: 'urgent' });
  changes.dismiss(id);
  expect(shown().trouble?.change).toEqual({ status: 'closed' });
  await changes.apply(shown().customer, { priority: 'high' });
  expect(shown().trouble?.change).toEqual({ status: 'closed' });
  await changes.apply(shown().customer, { status: 'waiting' });
  expect(shown()).toMatchObject({ trouble: null, customer: { status: 'waiting', priority: 'high' } });
});
