import type { Question } from '@caseload/client/conflicts/question.ts';
import {
  createCustomerSaver,
  type SaverParts,
  type SendAnswer,
} from '@caseload/client/customers/customerSaver.ts';
import type { CustomerChange } from '@caseload/client/conflicts/customerChange.ts';
import type { Customer } from '@caseload/shared/customers/customer.ts';
import { describe, expect, it, vi } from 'vitest';
import { createSimulatedServer, sampleCustomer } from './simulatedServer.ts';

function setUp(over: Partial<SaverParts> = {}) {
  const server = createSimulatedServer(sampleCustomer());
  const sent: { readonly change: CustomerChange; readonly key: string; readonly base: Customer }[] = [];
  let keys = 0;
  const parts: SaverParts = {
    me: 'ana',
    newKey: () => `key-${++keys}`,
    async send(base, change, key) {
      sent.push({ base, change, key });
      return server.patch('ana', base, change, key);
    },
    ask: async () => {
      throw new Error('nobody should be asked');
    },
    onRow: () => undefined,
    waitToRetry: async () => false,
    ...over,
  };
  const saver = createCustomerSaver(parts);
  let theirKeys = 0;
  const byBen = (change: CustomerChange) =>
    server.patch('ben', server.current(), change, `ben-${++theirKeys}`);
  return { server, saver, sent, parts, byBen };
}

describe('without a conflict', () => {
  it('sends the dirty fields on the base they were typed against, and nothing for nothing', async () => {
    const { server, saver, sent } = setUp();
    const base = server.current();
    expect(await saver.save(base, { phone: '2' })).toMatchObject({ kind: 'saved', takenOver: [] });
    expect(sent).toEqual([{ base, change: { phone: '2' }, key: 'key-1' }]);
    await saver.save(server.current(), {});
    expect(sent).toHaveLength(1);
  });

  it('runs saves one after another, each on the answer of the one before', async () => {
    const { server, saver, sent } = setUp();
    const base = server.current();
    const outcomes = await Promise.all([
      saver.save(base, { phone: '2' }),
      saver.save(base, { phone: '3' }),
      saver.save(base, { notes: 'n' }),
    ]);
    expect(outcomes.map(({ kind }) => kind)).toEqual(['saved', 'saved', 'saved']);
    expect(sent.map(({ base: { version } }) => version)).toEqual([1, 2, 3]);
    expect(new Set(sent.map(({ key }) => key)).size).toBe(3);
    expect(server.current()).toMatchObject({ phone: '3', notes: 'n', version: 4 });
  });

  it('goes on with the next save when one breaks', async () => {
    const { server, saver } = setUp({
      send: vi
        .fn<SaverParts['send']>()
        .mockRejectedValueOnce(new TypeError('a mistake of the page'))
        .mockImplementation(async (base, change, key) => server.patch('ana', base, change, key)),
    });
    const base = server.current();
    const broken = saver.save(base, { phone: '2' });
    const next = saver.save(base, { notes: 'n' });
    await expect(broken).rejects.toThrow('a mistake of the page');
    expect((await next).kind).toBe('saved');
  });
});

describe('without an answer', () => {
  it('repeats under the same key, also when it is pressed again later', async () => {
    const keys: string[] = [];
    let isDown = true;
    const { server, saver } = setUp({
      async send(base, change, key): Promise<SendAnswer> {
        keys.push(key);
        if (isDown) return { kind: 'lost', error: new Error('down') };
        return server.patch('ana', base, change, key);
      },
      waitToRetry: async (tries) => tries < 3,
    });
    const base = server.current();
    expect(await saver.save(base, { phone: '2' })).toMatchObject({ kind: 'lost' });
    isDown = false;
    expect(await saver.save(base, { phone: '2' })).toMatchObject({ kind: 'saved' });
    expect(keys).toEqual(['key-1', 'key-1', 'key-1', 'key-1']);
    expect(server.history).toHaveLength(1);
  });

  it('uses a new key for another value, and does not ask about the own earlier one that did arrive', async () => {
    let isAnswerLost = true;
    const { server, saver } = setUp({
      async send(base, change, key): Promise<SendAnswer> {
        const answer = server.patch('ana', base, change, key);
        return isAnswerLost ? { kind: 'lost', error: new Error('down') } : answer;
      },
    });
    const base = server.current();
    await saver.save(base, { phone: '2' });
    isAnswerLost = false;
    expect(await saver.save(base, { phone: '23' })).toMatchObject({ kind: 'saved', takenOver: [] });
    expect(server.current().phone).toBe('23');
  });

  it('also knows a save from before the page was loaded as its own', async () => {
    const { server, saver } = setUp();
    const base = server.current();
    server.patch('ana', base, { phone: '2' }, 'from before');
    saver.mayHaveArrived({ phone: '2' });
    expect(await saver.save(base, { phone: '23' })).toMatchObject({ kind: 'saved' });
  });
});

describe('typed on while a save was merged', () => {
  it('does not take out what the merge brought in', async () => {
    const { server, saver, byBen } = setUp();
    const base = server.current();
    byBen({ tags: [...base.tags, 'vip'] });
    await Promise.all([
      saver.save(base, { tags: [...base.tags, 'late'] }),
      saver.save(base, { tags: [...base.tags, 'late', 'cash'] }),
    ]);
    expect(server.current().tags).toEqual(['bakery', 'monday', 'vip', 'late', 'cash']);
  });
});

describe('the same person in another window', () => {
  const byOtherWindow = (server: ReturnType<typeof setUp>['server'], change: CustomerChange) =>
    server.patch('ana', server.current(), change, 'other window');

  it('is never asked: the value set last counts, and is told', async () => {
    const { server, saver } = setUp();
    const base = server.current();
    byOtherWindow(server, { phone: 'there' });
    expect(await saver.save(base, { phone: 'here' })).toMatchObject({
      kind: 'saved',
      ownElsewhere: [{ field: 'phone', theirs: 'there' }],
    });
    expect(server.current().phone).toBe('here');
  });

  it('keeps both parts of a text', async () => {
    const { server, saver } = setUp();
    const base = server.current();
    byOtherWindow(server, { notes: `${base.notes} Typed there.` });
    await saver.save(base, { notes: `Typed here. ${base.notes}` });
    expect(server.current().notes).toBe(`Typed here. ${base.notes} Typed there.`);
  });
});

describe('in conflict', () => {
  it('resends against the new row under a new key and tells what others changed', async () => {
    const { server, saver, sent, byBen } = setUp();
    const base = server.current();
    byBen({ priority: 'high' });
    const outcome = await saver.save(base, { phone: '2' });
    expect(outcome).toMatchObject({
      kind: 'saved',
      takenOver: [{ field: 'priority', base: 'normal', theirs: 'high', changedBy: { id: 'ben' } }],
    });
    expect(sent.map(({ key }) => key)).toEqual(['key-1', 'key-2']);
    expect(server.current()).toMatchObject({ phone: '2', priority: 'high' });
  });

  it('passes every row it learns of on, the one in the conflict too', async () => {
    const versions: number[] = [];
    const { server, saver, byBen } = setUp({ onRow: ({ version }) => void versions.push(version) });
    const base = server.current();
    byBen({ priority: 'high' });
    await saver.save(base, { phone: '2' });
    expect(versions).toEqual([2, 3]);
  });

  it('leaves everything as it is when the question is put off', async () => {
    const { server, saver, byBen } = setUp({ ask: async () => null });
    const base = server.current();
    byBen({ phone: 'theirs' });
    expect(await saver.save(base, { phone: 'mine' })).toEqual({
      kind: 'undecided',
      left: { base, change: { phone: 'mine' } },
    });
    expect(server.current()).toMatchObject({ phone: 'theirs', version: 2 });
  });

  it('asks again after a second conflict, with what was chosen as mine', async () => {
    const questions: Question[] = [];
    const { server, saver, byBen } = setUp({
      async ask(question) {
        questions.push(question);
        if (questions.length === 1) byBen({ phone: 'theirs again' });
        return { kind: 'save', chosen: { phone: 'mine' } };
      },
    });
    const base = server.current();
    byBen({ phone: 'theirs' });
    expect((await saver.save(base, { phone: 'mine' })).kind).toBe('saved');
    expect(questions.map(({ clashes }) => clashes)).toMatchObject([
      [{ base: null, theirs: 'theirs', mine: 'mine' }],
      [{ base: 'theirs', theirs: 'theirs again', mine: 'mine' }],
    ]);
    expect(questions.map(({ decided }) => [...decided])).toEqual([[], ['phone']]);
    expect(server.current().phone).toBe('mine');
  });

  it('gives up with the conflict when somebody is quicker every time', async () => {
    const { server, saver, sent, byBen } = setUp();
    let count = 0;
    const base = server.current();
    byBen({ notes: 'n' });
    const racing = createCustomerSaver({
      me: 'ana',
      newKey: () => `race-${++count}`,
      async send(on, change, key) {
        const answer = server.patch('ana', on, change, key);
        byBen({ notes: `n${count}` });
        sent.push({ base: on, change, key });
        return answer;
      },
      ask: async () => null,
      onRow: () => undefined,
      waitToRetry: async () => false,
    });
    expect(await racing.save(base, { phone: '2' })).toMatchObject({ kind: 'refused' });
    expect(sent.length).toBe(10);
    expect((await saver.save(server.current(), { phone: '2' })).kind).toBe('saved');
  });
});
