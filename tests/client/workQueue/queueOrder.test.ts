import { isWorkable, queueOrder } from '@caseload/client/workQueue/queueOrder.ts';
import { PRIORITIES } from '@caseload/shared/customers/customer.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkSeeded } from '../conflicts/checkSeeded.ts';

const BERLIN = 'Europe/Berlin';
const row = (id: string, dueAt: string | null, priority: (typeof PRIORITIES)[number] = 'normal') => ({
  id,
  dueAt,
  priority,
});
const order = (rows: ReturnType<typeof row>[], zone = BERLIN) => queueOrder(rows, zone).map(({ id }) => id);

describe('the order of work', () => {
  it('is by day, within a day by priority, then by hour; no due date is last', () => {
    const rows = [
      row('never', null, 'urgent'),
      row('today late', '2026-11-21T16:00:00Z'),
      row('tomorrow urgent', '2026-11-22T08:00:00Z', 'urgent'),
      row('today urgent', '2026-11-21T17:00:00Z', 'urgent'),
      row('today early', '2026-11-21T07:00:00Z'),
      row('overdue low', '2026-11-20T08:00:00Z', 'low'),
    ];
    expect(order(rows)).toEqual([
      'overdue low',
      'today urgent',
      'today early',
      'today late',
      'tomorrow urgent',
      'never',
    ]);
  });

  it('takes the days of the person’s zone', () => {
    const rows = [row('a', '2026-11-21T22:30:00Z'), row('b', '2026-11-21T23:30:00Z', 'urgent')];
    // In Berlin the second is due on the next day, in UTC on the same.
    expect(order(rows)).toEqual(['a', 'b']);
    expect(order(rows, 'UTC')).toEqual(['b', 'a']);
  });

  it('is the same however the rows come', () => {
    const some = fc.record({
      id: fc.uuid(),
      dueAt: fc.constantFrom(null, '2026-11-21T08:00:00Z', '2026-11-21T09:00:00Z', '2026-11-25T08:00:00Z'),
      priority: fc.constantFrom(...PRIORITIES),
    });
    const rows = fc.uniqueArray(some, { selector: ({ id }) => id, maxLength: 12 });
    checkSeeded(
      fc.property(rows, fc.infiniteStream(fc.nat()), (all, ranks) => {
        const shuffled = all
          .map((each) => ({ each, rank: ranks.next().value }))
          .toSorted((a, b) => a.rank - b.rank)
          .map(({ each }) => each);
        expect(order(shuffled)).toEqual(order(all));
      }),
      200,
    );
  });
});

describe('what is to be worked on', () => {
  const statuses = [
    { key: 'new', label: 'New', category: 'open' as const, archived: false },
    { key: 'waiting', label: 'Waiting', category: 'waiting' as const, archived: false },
    { key: 'closed', label: 'Closed', category: 'done' as const, archived: false },
  ];
  const now = new Date('2026-11-21T09:00:00Z');
  const mine = { assignedTo: 'ana', archived: false, status: 'new', followUpAt: null };

  it.each([
    [{}, true],
    [{ followUpAt: '2026-11-21T08:59:00Z' }, true],
    [{ followUpAt: '2026-11-21T09:01:00Z' }, false],
    [{ assignedTo: 'ben' }, false],
    [{ assignedTo: null }, false],
    [{ archived: true }, false],
    [{ status: 'waiting' }, false],
    [{ status: 'closed' }, false],
    [{ status: 'unknown' }, false],
  ])('%o: %s', (over, expected) => {
    expect(isWorkable({ ...mine, ...over }, 'ana', statuses, now)).toBe(expected);
  });
});
