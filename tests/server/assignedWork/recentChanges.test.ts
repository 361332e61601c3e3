import { RecentChanges } from '@caseload/server/assignedWork/recentChanges.ts';
import { expect, test } from 'vitest';

const [ANA, BEN] = ['ana', 'ben'];
const customer = (id: string, assignedTo: string | null = ANA, status = 'new', archived = false) => ({
  id,
  assignedTo,
  status,
  archived,
});
const list = { assignedTo: ANA, statuses: ['new', 'waiting'], archived: false };
const page = { ids: 'onetwo', list };

test('whoever is on the page touches it, whoever may come to stand on it has it looked at, nobody else does', () => {
  const changes = new RecentChanges();
  expect(changes.effectOn(page, 0)).toBe('none');
  changes.append([
    customer('three', BEN),
    customer('four', null),
    customer('five', ANA, 'closed'),
    customer('six', ANA, 'new', true),
  ]);
  expect(changes.effectOn(page, 0)).toBe('none');
  expect(changes.effectOn({ ...page, list: { ...list, assignedTo: undefined } }, 0)).toBe('unknown');
  expect(changes.effectOn({ ...page, list: { ...list, assignedTo: null } }, 0)).toBe('unknown');
  expect(changes.effectOn({ ...page, list: { ...list, archived: undefined } }, 0)).toBe('unknown');
  expect(changes.effectOn({ ...page, list: { ...list, statuses: ['closed'] } }, 0)).toBe('unknown');
  changes.append([customer('seven')]);
  expect(changes.effectOn(page, 0)).toBe('unknown');
  // Away from the list, and still on the page.
  changes.append([customer('two', BEN, 'closed', true)]);
  expect(changes.effectOn(page, 0)).toBe('changed');
});

test('what was known before the page was read does not count', () => {
  const changes = new RecentChanges();
  changes.append([customer('one')]);
  const from = changes.end;
  expect(changes.effectOn(page, from)).toBe('none');
  changes.append([customer('seven')]);
  expect(changes.effectOn(page, from)).toBe('unknown');
  expect(changes.effectOn(page, changes.end)).toBe('none');
});

test('of what it has dropped or forgotten it knows nothing', () => {
  const changes = new RecentChanges(3);
  changes.append(['a', 'b'].map((id) => customer(id, BEN)));
  expect(changes.effectOn(page, 0)).toBe('none');
  changes.append(['c', 'd'].map((id) => customer(id, BEN)));
  expect(changes.effectOn(page, 0)).toBe('unknown');
  expect(changes.effectOn(page, 1)).toBe('none');
  const before = changes.end;
  changes.forget();
  expect(changes.effectOn(page, before)).toBe('unknown');
  expect(changes.effectOn(page, changes.end)).toBe('none');
  changes.append([customer('one')]);
  expect(changes.effectOn(page, before)).toBe('unknown');
  expect(changes.effectOn(page, changes.end - 1)).toBe('changed');
});
