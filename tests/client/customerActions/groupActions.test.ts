import { fieldsOf, groupActions, type Reading } from '@caseload/client/customerActions/groupActions.ts';
import type { CustomerAction } from '@caseload/shared/customerActions/action.ts';
import { describe, expect, it } from 'vitest';
import { sampleAction } from './sampleAction.ts';

const ben = { id: 'ben', name: 'Ben' };
const AT_NOON = '2026-11-21T12:00:00.000000Z';
const usual: Reading = { me: 'me', seenAt: null, openedAt: AT_NOON, isComplete: true };

/** The entries as short words, newest first: `a5` an action, `a4-a2` a run, `|` the last visit; `!` is new. */
function shown(actions: readonly CustomerAction[], over: Partial<Reading> = {}): string {
  return groupActions(actions.toReversed(), { ...usual, ...over })
    .map((entry) => {
      if (entry.kind === 'lastVisit') return '|';
      const name =
        entry.kind === 'action' ? entry.action.id : `${entry.actions[0]?.id}-${entry.actions.at(-1)?.id}`;
      return entry.isNew ? `${name}!` : name;
    })
    .join(' ');
}

const minutes = (...list: number[]) => list.map((minute) => sampleAction(minute));
const comment = (minute: number, actor = { id: 'ana', name: 'Ana' }) =>
  sampleAction(minute, { type: 'comment', actor, changes: [], comment: 'Hi', customerVersion: null });

describe('runs', () => {
  it('fold three and more changes of one person, not two', () => {
    expect(shown(minutes(1, 2))).toBe('a2 a1');
    expect(shown(minutes(1, 2, 3))).toBe('a3-a1');
  });

  it('end at a comment, at somebody else and at what is no change', () => {
    expect(shown([...minutes(1, 2, 3), comment(4), ...minutes(5, 6, 7)])).toBe('a7-a5 a4 a3-a1');
    expect(shown([...minutes(1, 2, 3), sampleAction(4, { actor: ben }), ...minutes(5)])).toBe('a5 a4 a3-a1');
    const beginning = sampleAction(1, { type: 'create' });
    expect(shown([beginning, ...minutes(2, 3, 4)])).toBe('a4-a2 a1');
    expect(shown([...minutes(1, 2), sampleAction(3, { type: 'skip' }), ...minutes(4, 5)])).toBe(
      'a5 a4 a3 a2 a1',
    );
  });

  it('never fold what comes in while the page is open', () => {
    const openedAt = sampleAction(3).createdAt;
    expect(shown(minutes(1, 2, 3, 4, 5, 6), { openedAt })).toBe('a6 a5 a4 a3-a1');
  });

  it('name every field once', () => {
    const status = [{ field: 'status', from: 'new', to: 'closed' }];
    expect(fieldsOf([sampleAction(3), sampleAction(2, { changes: status }), sampleAction(1)])).toEqual([
      'phone',
      'status',
    ]);
  });
});

describe('the last visit', () => {
  const seenAt = sampleAction(2).createdAt;

  it('stands below the first action of somebody else that came after it', () => {
    expect(shown([...minutes(1, 2), comment(3, ben), comment(4, ben)], { seenAt })).toBe('a4! a3! | a2 a1');
  });

  it('is not told where nothing new came, or only one’s own', () => {
    expect(shown(minutes(1, 2), { seenAt })).toBe('a2 a1');
    expect(shown([...minutes(1, 2), comment(3)], { seenAt, me: 'ana' })).toBe('a3 a2 a1');
    expect(shown([comment(3, ben)], { seenAt: null })).toBe('a3');
  });

  it('does not count one’s own as new, and lets what was one’s own after it stand below', () => {
    const actions = [comment(1, ben), comment(3), comment(4, ben), comment(5)];
    expect(shown(actions, { seenAt, me: 'ana' })).toBe('a5 a4! | a3 a1');
  });

  it('parts a run', () => {
    expect(shown(minutes(1, 2, 3, 4, 5), { seenAt, openedAt: AT_NOON })).toBe('a5-a3! | a2 a1');
    const many = minutes(...Array.from({ length: 12 }, (_, index) => index + 1));
    expect(shown(many, { seenAt: sampleAction(6).createdAt })).toBe('a12-a7! | a6-a1');
  });

  it('is not told before the page that it falls on is there', () => {
    expect(shown([comment(3, ben), comment(4, ben)], { seenAt, isComplete: false })).toBe('a4! a3!');
    expect(shown([comment(3, ben), comment(4, ben)], { seenAt })).toBe('a4! a3! |');
  });
});
