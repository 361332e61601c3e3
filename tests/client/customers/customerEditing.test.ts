import type { Left, SaveOutcome } from '@caseload/client/customers/customerSaver.ts';
import { createCustomerEditing } from '@caseload/client/customers/customerEditing.ts';
import { createDrafts } from '@caseload/client/customers/drafts.ts';
import { REMOVED } from '@caseload/client/customers/fieldCodec.ts';
import { createThrottledStorage } from '@caseload/client/customers/throttledStorage.ts';
import { ProblemError } from '@caseload/client/api/errors.ts';
import type { CustomerChange } from '@caseload/client/conflicts/customerChange.ts';
import { applyChange } from '@caseload/client/conflicts/customerChange.ts';
import type { Customer } from '@caseload/shared/customers/customer.ts';
import { describe, expect, it, vi } from 'vitest';
import { memoryStorage } from './memoryStorage.ts';
import { sampleCustomer, stamp } from './simulatedServer.ts';

const shown = sampleCustomer();

function setUp(place = memoryStorage()) {
  const saves: { base: Customer; change: CustomerChange; end: (outcome: SaveOutcome) => void }[] = [];
  const arrived: CustomerChange[] = [];
  const onSaved = vi.fn();
  const onRefused = vi.fn();
  const storage = createThrottledStorage({ storage: place, onFull: () => undefined });
  const drafts = createDrafts(storage, { employeeId: 'ana', customerId: shown.id });
  const editing = createCustomerEditing({
    saver: {
      save: (base, change) => new Promise((end) => void saves.push({ base, change, end })),
      advance: (base) => ({ ...base, version: base.version + 1 }),
      mayHaveArrived: (change) => void arrived.push(change),
    },
    drafts,
    now: () => new Date('2026-11-21T09:00:00Z'),
    onSaved,
    onRefused,
  });
  const ended = async (outcome: SaveOutcome) => {
    saves.shift()?.end(outcome);
    await new Promise((resolve) => setImmediate(resolve));
  };
  const savedAs = (change: CustomerChange) =>
    ended({
      kind: 'saved',
      customer: { ...applyChange(shown, change), version: 2, updatedAt: stamp(2) },
      takenOver: [],
      ownElsewhere: [],
    });
  return { place, storage, drafts, editing, saves, arrived, ended, savedAs, onSaved, onRefused };
}

describe('typing', () => {
  it('keeps the base of the first letter and a draft of the last', () => {
    const { editing, drafts } = setUp();
    editing.type('phone', '1', shown);
    editing.type('phone', '12', sampleCustomer({ version: 9 }));
    expect(editing.edit('phone')).toMatchObject({ text: '12', base: shown, phase: 'typing' });
    expect(drafts.read('phone')).toMatchObject({ text: '12', base: shown, sent: null });
  });

  it('sends nothing when the text is as it was, and forgets it', async () => {
    const { editing, drafts, saves } = setUp();
    editing.type('name', 'Harbour Bakery!', shown);
    editing.type('name', '  Harbour Bakery ', shown);
    await editing.commit('name');
    expect(saves).toEqual([]);
    expect(editing.edit('name')).toBeNull();
    expect(drafts.fields()).toEqual([]);
  });

  it('puts text away, but not while it is on its way', async () => {
    const { editing, drafts, savedAs } = setUp();
    editing.type('phone', '2', shown);
    editing.revert('phone');
    expect(editing.edit('phone')).toBeNull();
    expect(drafts.fields()).toEqual([]);
    editing.type('phone', '2', shown);
    void editing.commit('phone');
    editing.revert('phone');
    expect(editing.edit('phone')?.text).toBe('2');
    await savedAs({ phone: '2' });
  });
});

it('does not leave half-typed text behind unseen when its page goes', () => {
  const { editing, saves } = setUp();
  editing.type('phone', '2', shown);
  editing.type('email', 'a@b.example', shown);
  void editing.commit('email');
  editing.leave();
  expect(editing.edit('phone')).toMatchObject({ text: '2', phase: 'restored' });
  expect(editing.edit('email')?.phase).toBe('saving');
  expect(saves).toHaveLength(1);
});

describe('saving', () => {
  it('sends one field, once for two presses, and drops the draft when it is saved', async () => {
    const { editing, drafts, saves, savedAs, onSaved } = setUp();
    editing.type('phone', '2', shown);
    void editing.commit('phone');
    void editing.commit('phone');
    expect(saves.map(({ base, change }) => [base, change])).toEqual([[shown, { phone: '2' }]]);
    expect(editing.edit('phone')?.phase).toBe('saving');
    expect(drafts.read('phone')?.sent).toBe('2');
    await savedAs({ phone: '2' });
    expect(editing.edit('phone')).toBeNull();
    expect(editing.savedAt('phone')).not.toBeNull();
    expect(editing.row()?.phone).toBe('2');
    expect(drafts.fields()).toEqual([]);
    expect(onSaved).toHaveBeenCalledWith(expect.objectContaining({ kind: 'saved', takenOver: [] }));
  });

  it('keeps what is typed while a save is under way, now based on that save', async () => {
    const { editing, savedAs, saves } = setUp();
    editing.type('phone', '2', shown);
    void editing.commit('phone');
    editing.type('phone', '23', shown);
    await savedAs({ phone: '2' });
    expect(editing.edit('phone')).toMatchObject({ text: '23', phase: 'typing', sent: null });
    expect(editing.edit('phone')?.base.version).toBe(2);
    void editing.commit('phone');
    expect(saves.map(({ change }) => change)).toEqual([{ phone: '23' }]);
  });

  it('keeps a value that was chosen twice until the second save of it has ended', async () => {
    const { editing, drafts, saves, savedAs, ended } = setUp();
    for (const priority of ['high', 'low', 'high']) {
      editing.type('priority', priority, shown);
      void editing.commit('priority');
    }
    expect(saves.map(({ change }) => change.priority)).toEqual(['high', 'low', 'high']);
    for (const priority of ['high', 'low'] as const) {
      await savedAs({ priority });
      expect(editing.edit('priority')).toMatchObject({ text: 'high', phase: 'saving', sent: 'high' });
      expect(drafts.read('priority')?.text).toBe('high');
    }
    const error = new Error('lost');
    await ended({ kind: 'lost', error, left: { base: shown, change: { priority: 'high' } } });
    expect(editing.edit('priority')).toMatchObject({ text: 'high', phase: 'failed', isLost: true });
    editing.retryLost();
    await savedAs({ priority: 'high' });
    expect(editing.edit('priority')).toBeNull();
  });

  it('removes a custom value', () => {
    const { editing, saves } = setUp();
    editing.type('fields.size', REMOVED, shown);
    void editing.commit('fields.size');
    expect(saves.map(({ change }) => change)).toEqual([{ fields: { size: null } }]);
  });

  it('keeps refused text with the reason, and tells that the page may be out of date', async () => {
    const { editing, drafts, ended, onRefused } = setUp();
    const error = new Error('not allowed');
    editing.type('phone', '2', shown);
    void editing.commit('phone');
    await ended({ kind: 'refused', error, left: { base: shown, change: { phone: '2' } } });
    expect(editing.edit('phone')).toMatchObject({
      text: '2',
      phase: 'failed',
      error,
      isLost: false,
      sent: null,
    });
    expect(drafts.read('phone')?.text).toBe('2');
    expect(onRefused).toHaveBeenCalledWith(error);
  });

  it('keeps text in a conflict that was put off', async () => {
    const { editing, ended } = setUp();
    editing.type('phone', '2', shown);
    void editing.commit('phone');
    await ended({ kind: 'undecided', left: { base: shown, change: { phone: '2' } } });
    expect(editing.edit('phone')).toMatchObject({ text: '2', base: shown, phase: 'undecided' });
  });

  it('tries again by itself only what got no answer', async () => {
    const { editing, ended, saves } = setUp();
    for (const [field, kind] of [
      ['phone', 'lost'],
      ['email', 'refused'],
    ] as const) {
      editing.type(field, '2', shown);
      void editing.commit(field);
      await ended({ kind, error: new Error(kind), left: { base: shown, change: { [field]: '2' } } });
    }
    editing.retryLost();
    expect(saves.map(({ change }) => change)).toEqual([{ phone: '2' }]);
  });

  it('sends the old value again after a lost save, which may have arrived', async () => {
    const { editing, ended, saves } = setUp();
    editing.type('phone', '2', shown);
    void editing.commit('phone');
    await ended({ kind: 'lost', error: new Error('lost'), left: { base: shown, change: { phone: '2' } } });
    editing.type('phone', '', shown);
    void editing.commit('phone');
    expect(saves.map(({ change }) => change)).toEqual([{ phone: null }]);
  });
});

describe('a save that did not end well', () => {
  const lost = (left: Left): SaveOutcome => ({ kind: 'lost', error: new Error('lost'), left });
  const newer = sampleCustomer({ version: 2, updatedAt: stamp(2), notes: 'Theirs.' });

  it('goes on with what was chosen on the way, on the row it was chosen for', async () => {
    const { editing, ended, drafts } = setUp();
    editing.type('notes', 'Mine.', shown);
    void editing.commit('notes');
    await ended(lost({ base: newer, change: { notes: 'Theirs and mine.' } }));
    expect(editing.edit('notes')).toMatchObject({ text: 'Theirs and mine.', base: newer, isLost: true });
    expect(drafts.read('notes')).toMatchObject({ text: 'Theirs and mine.', sent: 'Theirs and mine.' });
  });

  it('still removes a custom value when it is tried again', async () => {
    const { editing, ended, saves } = setUp();
    editing.type('fields.size', REMOVED, shown);
    void editing.commit('fields.size');
    await ended(lost({ base: shown, change: { fields: { size: null } } }));
    editing.retryLost();
    expect(saves.map(({ change }) => change)).toEqual([{ fields: { size: null } }]);
  });

  it('leaves text as it was typed where it stands for the same value', async () => {
    const { editing, ended } = setUp();
    editing.type('name', ' Bakery ', shown);
    void editing.commit('name');
    await ended(lost({ base: newer, change: { name: 'Bakery' } }));
    expect(editing.edit('name')?.text).toBe(' Bakery ');
  });

  it('puts what was typed meanwhile on top of what was chosen', async () => {
    const { editing, ended } = setUp();
    editing.type('notes', 'One two', shown);
    void editing.commit('notes');
    editing.type('notes', 'One two three', shown);
    await ended({ kind: 'undecided', left: { base: newer, change: { notes: 'Zero one two' } } });
    expect(editing.edit('notes')).toMatchObject({ text: 'Zero one two three', phase: 'restored' });
  });

  it('keeps text edited in a question over a reload, with what was typed since it was asked', async () => {
    const before = setUp();
    before.editing.type('notes', 'One two', shown);
    void before.editing.commit('notes');
    before.editing.amend({ notes: 'Zero One two' }, { notes: 'One two' });
    before.storage.flush();
    expect(setUp(before.place).editing.edit('notes')?.text).toBe('Zero One two');
    before.editing.type('notes', 'One two three', shown);
    before.storage.flush();
    expect(setUp(before.place).editing.edit('notes')?.text).toBe('Zero One two three');
    await before.savedAs({ notes: 'Zero One two' });
    expect(before.drafts.read('notes')?.text).toBe('One two three');
  });
});

it('goes on with text from another device, but not over text that is here', () => {
  const { editing, drafts } = setUp();
  const draft = {
    text: 'typed there',
    base: shown,
    sent: null,
    ended: null,
    typedAt: '2026-11-21T08:00:00.000Z',
  };
  editing.adopt('notes', draft);
  expect(editing.edit('notes')).toMatchObject({ text: 'typed there', phase: 'restored' });
  expect(drafts.read('notes')).toEqual(draft);
  editing.type('phone', 'here', shown);
  editing.adopt('phone', draft);
  expect(editing.edit('phone')?.text).toBe('here');
});

describe('after a reload', () => {
  it('restores drafts without sending them, and knows what may have arrived', async () => {
    const before = setUp();
    before.editing.type('notes', 'half', shown);
    before.editing.type('phone', '2', shown);
    void before.editing.commit('phone');
    before.storage.flush();
    const after = setUp(before.place);
    expect(after.editing.fields().toSorted()).toEqual(['notes', 'phone']);
    expect(after.editing.edit('notes')).toMatchObject({ text: 'half', base: shown, phase: 'restored' });
    expect(after.arrived).toEqual([{ phone: '2' }]);
    expect(after.saves).toEqual([]);
    void after.editing.commit('notes');
    expect(after.saves.map(({ base, change }) => [base, change])).toEqual([[shown, { notes: 'half' }]]);
  });

  it('knows how a save had ended: refused and why, in conflict, or without an answer', async () => {
    const problem = { type: 'forbidden', status: 403, title: 'Not yours', instance: 'r-1' } as const;
    const before = setUp();
    for (const [field, outcome] of [
      ['phone', { kind: 'refused', error: new ProblemError(problem) }],
      ['email', { kind: 'undecided' }],
      ['name', { kind: 'lost', error: new Error('lost') }],
    ] as const) {
      before.editing.type(field, '2', shown);
      void before.editing.commit(field);
      await before.ended({ ...outcome, left: { base: shown, change: { [field]: '2' } } });
    }
    before.editing.type('notes', 'on its way', shown);
    void before.editing.commit('notes');
    before.storage.flush();
    const { editing, saves } = setUp(before.place);
    expect(editing.edit('phone')).toMatchObject({ phase: 'failed', isLost: false, error: { problem } });
    expect(editing.edit('email')).toMatchObject({ phase: 'undecided', error: null });
    expect(editing.edit('name')).toMatchObject({ phase: 'failed', isLost: true });
    editing.retryLost();
    expect(saves.map(({ change }) => change)).toEqual([{ name: '2' }, { notes: 'on its way' }]);
  });

  it('leaves alone what another window has settled meanwhile', async () => {
    const before = setUp();
    before.editing.type('phone', '2', shown);
    void before.editing.commit('phone');
    before.storage.flush();
    const after = setUp(before.place);
    await before.savedAs({ phone: '2' });
    after.editing.retryLost();
    expect(after.saves).toEqual([]);
    expect(after.editing.fields()).toEqual([]);
  });
});
