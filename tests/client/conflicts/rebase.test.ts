import { applyChange, isEmptyChange } from '@caseload/client/conflicts/customerChange.ts';
import { rebase } from '@caseload/client/conflicts/rebase.ts';
import type { FieldConflict } from '@caseload/shared/contracts/problems.ts';
import { flattenCustomer, sameFieldValue } from '@caseload/shared/rules/diffCustomer.ts';
import { customerState } from '@caseload/client/conflicts/customerState.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sampleCustomer, stamp } from '../customers/simulatedServer.ts';
import { change } from './arbitraries.ts';
import { checkSeeded } from './checkSeeded.ts';

const base = sampleCustomer();
const maria = { id: 'maria', name: 'Maria' };

function reportOf(field: string, theirs: unknown): FieldConflict {
  return { field, base: null, theirs, changedBy: maria, changedAt: stamp(2) };
}

function current(over: Parameters<typeof sampleCustomer>[0]) {
  return sampleCustomer({ version: 2, updatedAt: stamp(2), ...over });
}

describe('one field', () => {
  it('only they changed is taken over, with who and when', () => {
    const theirs = current({ priority: 'high' });
    const result = rebase({ base, mine: { notes: 'x' }, theirs, reported: [reportOf('priority', 'high')] });
    expect(result.resend).toEqual({ notes: 'x' });
    expect(result.clashes).toEqual([]);
    expect(result.takenOver).toEqual([
      { field: 'priority', base: 'normal', theirs: 'high', changedBy: maria, changedAt: stamp(2) },
    ]);
  });

  it('only I changed is kept', () => {
    const result = rebase({ base, mine: { status: 'waiting' }, theirs: current({}), reported: [] });
    expect(result).toEqual({ takenOver: [], resend: { status: 'waiting' }, clashes: [] });
  });

  it('both changed to different values is asked, with all three', () => {
    const reported = [reportOf('status', 'escalated')];
    const theirs = current({ status: 'escalated' });
    const result = rebase({ base, mine: { status: 'waiting' }, theirs, reported });
    expect(result.resend).toEqual({});
    expect(result.clashes).toEqual([
      {
        field: 'status',
        base: 'new',
        theirs: 'escalated',
        mine: 'waiting',
        changedBy: maria,
        changedAt: stamp(2),
      },
    ]);
  });

  it('both changed to the same value is settled without a word', () => {
    const theirs = current({ status: 'waiting' });
    const result = rebase({ base, mine: { status: 'waiting' }, theirs, reported: [] });
    expect(result).toEqual({ takenOver: [], resend: {}, clashes: [] });
  });

  it('the same moment written in two ways is no clash', () => {
    const theirs = current({ dueAt: '2026-12-02T10:00:00.000000Z' });
    const result = rebase({ base, mine: { dueAt: '2026-12-02T10:00:00Z' }, theirs, reported: [] });
    expect(result.clashes).toEqual([]);
    expect(result.resend).toEqual({});
  });

  it('removed by them and changed by me is asked', () => {
    const theirs = current({ fields: {} });
    const result = rebase({ base, mine: { fields: { size: 'large' } }, theirs, reported: [] });
    expect(result.clashes).toMatchObject([
      { field: 'fields.size', base: 'small', theirs: null, mine: 'large' },
    ]);
  });

  it('removed by me and untouched by them is resent as a removal', () => {
    const mine = { fields: { size: null } };
    const result = rebase({ base, mine, theirs: current({ priority: 'low' }), reported: [] });
    expect(result.resend).toEqual(mine);
    expect(result.takenOver.map(({ field }) => field)).toEqual(['priority']);
  });
});

describe('tags', () => {
  it('keep both additions and both removals without asking', () => {
    const theirs = current({ tags: ['bakery', 'vip'] });
    const result = rebase({ base, mine: { tags: ['monday', 'late'] }, theirs, reported: [] });
    expect(result.clashes).toEqual([]);
    expect(result.resend).toEqual({ tags: ['vip', 'late'] });
    expect(result.takenOver.map(({ field }) => field)).toEqual(['tags']);
  });

  it('need no resend when theirs already hold everything', () => {
    const theirs = current({ tags: ['bakery', 'monday', 'late', 'vip'] });
    const result = rebase({ base, mine: { tags: ['bakery', 'monday', 'late'] }, theirs, reported: [] });
    expect(result.resend).toEqual({});
  });
});

describe('for any two changes of one customer', () => {
  it('accounts for every field: mine resent, settled or asked; theirs untouched by the resend', () => {
    checkSeeded(
      fc.property(change, change, (mine, theirChange) => {
        const theirs = { ...applyChange(base, theirChange), version: 2, updatedAt: stamp(2) };
        const { resend, clashes } = rebase({ base, mine, theirs, reported: [] });
        const [before, now] = [base, theirs].map((row) => flattenCustomer(customerState(row)));
        const resent = flattenCustomer(resend);
        const asked = new Set(clashes.map(({ field }) => field));
        for (const [field, value] of flattenCustomer(mine)) {
          if (field === 'tags' || asked.has(field)) continue;
          const untouched = sameFieldValue(field, value, before?.get(field));
          const settled = untouched || sameFieldValue(field, value, now?.get(field));
          expect(resent.has(field)).toBe(!settled);
          if (!settled) expect(resent.get(field)).toEqual(value);
        }
        for (const field of resent.keys()) {
          if (field === 'tags') continue;
          expect(sameFieldValue(field, now?.get(field), before?.get(field))).toBe(true);
        }
      }),
    );
  });

  it('is settled at once when it is rebased onto the row that its own resend made', () => {
    checkSeeded(
      fc.property(change, change, (mine, theirChange) => {
        const theirs = { ...applyChange(base, theirChange), version: 2, updatedAt: stamp(2) };
        const first = rebase({ base, mine, theirs, reported: [] });
        const merged = { ...applyChange(theirs, first.resend), version: 3, updatedAt: stamp(3) };
        const again = rebase({ base: theirs, mine: first.resend, theirs: merged, reported: [] });
        expect(again.clashes).toEqual([]);
        expect(isEmptyChange(again.resend)).toBe(true);
      }),
    );
  });

  it('keeps every tag either added and no tag either removed', () => {
    checkSeeded(
      fc.property(change, change, (mine, theirChange) => {
        fc.pre(mine.tags !== undefined && theirChange.tags !== undefined);
        const theirs = { ...applyChange(base, theirChange), version: 2, updatedAt: stamp(2) };
        const { resend } = rebase({ base, mine, theirs, reported: [] });
        const result = applyChange(theirs, resend).tags;
        const sides = [mine.tags ?? base.tags, theirs.tags];
        const expected = new Set([...base.tags, ...sides.flat()]);
        for (const tag of expected) {
          const removed = base.tags.includes(tag) && sides.some((side) => !side.includes(tag));
          const reordered = sides.some((side) => sameFieldValue('tags', side, base.tags));
          if (!reordered) expect(result.includes(tag)).toBe(!removed);
        }
        expect(new Set(result).size).toBe(result.length);
      }),
    );
  });
});
