import type { CustomerChange } from '@caseload/client/conflicts/customerChange.ts';
import { countUnheard, createOwnSaves } from '@caseload/client/customers/ownSaves.ts';
import { describe, expect, it } from 'vitest';
import { sampleCustomer, stamp } from './simulatedServer.ts';

const first = sampleCustomer();
const at = (version: number, over: Parameters<typeof sampleCustomer>[0] = {}) =>
  sampleCustomer({ version, updatedAt: stamp(version), ...over });

describe('advance', () => {
  it('follows our own saves from one answer to the next', () => {
    const own = createOwnSaves();
    const second = at(2, { phone: '2' });
    const third = at(3, { phone: '2', email: 'x@y.example' });
    own.saved(first, { phone: '2' }, second);
    own.saved(second, { email: 'x@y.example' }, third);
    expect(own.advance(first)).toBe(third);
    expect(own.advance(second)).toBe(third);
    expect(own.advance(third)).toBe(third);
  });

  it('takes over only what we sent when somebody came between, and keeps the stale token', () => {
    const own = createOwnSaves();
    const fromTheirs = at(5, { notes: 'Theirs.' });
    own.saved(fromTheirs, { phone: '2' }, at(6, { phone: '2', notes: 'Theirs.' }));
    const advanced = own.advance(first);
    expect(advanced).toEqual({ ...first, phone: '2' });
    expect(advanced.updatedAt).toBe(first.updatedAt);
  });

  it('trusts what was sent, not a repeated answer that others have changed since', () => {
    const own = createOwnSaves();
    own.saved(first, { phone: '2' }, at(4, { phone: 'theirs' }));
    expect(own.advance(first).phone).toBe('2');
  });

  it('learns nothing from a save that changed nothing', () => {
    const own = createOwnSaves();
    own.saved(first, { phone: null }, first);
    expect(own.advance(first)).toBe(first);
  });
});

describe('countUnheard', () => {
  const me = 'ana';
  const current = at(2, { phone: '2' });
  const sent = (change: CustomerChange, typed = change) => ({ sent: change, typed });
  const reported = (by: string) => [
    { field: 'phone', base: null, theirs: '2', changedBy: { id: by, name: by }, changedAt: stamp(2) },
  ];

  it('counts what I sent and the server holds from me as seen', () => {
    expect(countUnheard(first, current, [sent({ phone: '2' })], reported(me), me).phone).toBe('2');
  });

  it('does not count what somebody else set to the same value', () => {
    expect(countUnheard(first, current, [sent({ phone: '2' })], reported('ben'), me).phone).toBeNull();
  });

  it('counts what was typed, not what it was merged into', () => {
    const merged = at(2, { tags: ['bakery', 'monday', 'theirs', 'mine'] });
    const unheard = [sent({ tags: merged.tags }, { tags: ['bakery', 'monday', 'mine'] })];
    const fromMe = reported(me).map((report) => ({ ...report, field: 'tags' }));
    expect(countUnheard(first, merged, unheard, fromMe, me).tags).toEqual(['bakery', 'monday', 'mine']);
  });

  it('does not count what I never sent', () => {
    expect(countUnheard(first, current, [], reported(me), me).phone).toBeNull();
    expect(countUnheard(first, current, [sent({ phone: '3' })], reported(me), me).phone).toBeNull();
  });
});
