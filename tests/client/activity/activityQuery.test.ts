import { filterQuery } from '@caseload/client/activity/activityQuery.ts';
import { isFiltered, readActivitySearch } from '@caseload/client/activity/activitySearch.ts';
import { activityFilter } from '@caseload/shared/activity/endpoints.ts';
import { describe, expect, it, test } from 'vitest';

const ANA = '01980000-0000-7000-8000-000000000001';
const NOW = new Date('2026-11-21T10:00:00Z');

describe('the address', () => {
  it('is read as it is written', () => {
    const search = readActivitySearch({ actor: ANA, type: 'comment,skip', via: 'api', field: 'fields.vip' });
    expect(search).toEqual({ actor: ANA, type: ['comment', 'skip'], via: ['api'], field: 'fields.vip' });
    expect(isFiltered(search)).toBe(true);
  });

  it('means everything where it cannot be understood', () => {
    const search = readActivitySearch({
      actor: 'me',
      type: 'comment,gone',
      via: '',
      period: 'century',
      from: '2026-02-30',
      fromAssignee: 'me',
      page: '3',
    });
    expect(isFiltered(search)).toBe(false);
  });
});

test.each([
  ['today', { from: '2026-11-20T23:00:00.000Z' }],
  ['yesterday', { from: '2026-11-19T23:00:00.000Z', before: '2026-11-20T23:00:00.000Z' }],
  ['week', { from: '2026-11-14T23:00:00.000Z' }],
  ['month', { from: '2026-10-22T22:00:00.000Z' }],
] as const)('%s is whole days in the zone of the person', (period, bounds) => {
  expect(filterQuery({ period }, 'Europe/Berlin', NOW)).toEqual(bounds);
});

test('own days include the last one', () => {
  const query = filterQuery({ from: '2026-11-01', to: '2026-11-01' }, 'Europe/Berlin', NOW);
  expect(query).toEqual({ from: '2026-10-31T23:00:00.000Z', before: '2026-11-01T23:00:00.000Z' });
});

test('the same minute later the list has the same address', () => {
  const later = new Date(NOW.getTime() + 59_000);
  for (const period of ['today', 'yesterday', 'week', 'month'] as const)
    expect(filterQuery({ period }, 'UTC', later)).toEqual(filterQuery({ period }, 'UTC', NOW));
});

test('what the list asks for is what the server takes', () => {
  const search = readActivitySearch({
    actor: ANA,
    customer: ANA,
    type: 'comment',
    via: 'browser,api',
    field: 'status',
    fromAssignee: 'none',
    toAssignee: ANA,
    period: 'yesterday',
  });
  expect(activityFilter.parse(filterQuery(search, 'Asia/Tokyo', NOW))).toEqual({
    actor: ANA,
    customer: ANA,
    type: ['comment'],
    via: ['browser', 'api'],
    field: 'status',
    fromAssignee: 'none',
    toAssignee: ANA,
    from: '2026-11-19T15:00:00.000000Z',
    before: '2026-11-20T15:00:00.000000Z',
  });
});
