import { expect, test } from 'vitest';
import { parseSearch, stringifySearch } from '@caseload/client/app/searchText.ts';
import { daysOfSearch, faultOfDays } from '@caseload/client/reports/reportPeriod.ts';
import { readReportsSearch } from '@caseload/client/reports/reportsSearch.ts';

/** In Auckland already the first of March, in Honolulu still the last of February. */
const NOW = new Date('2028-02-29T12:00:00Z');

test.each([
  ['', 'UTC', '2028-01-31', '2028-02-29'],
  ['period=week', 'UTC', '2028-02-23', '2028-02-29'],
  ['period=week', 'Pacific/Auckland', '2028-02-24', '2028-03-01'],
  ['period=thisMonth', 'Pacific/Honolulu', '2028-02-01', '2028-02-29'],
  ['period=thisMonth', 'Pacific/Auckland', '2028-03-01', '2028-03-01'],
  ['period=lastMonth', 'Pacific/Auckland', '2028-02-01', '2028-02-29'],
  ['period=lastMonth', 'UTC', '2028-01-01', '2028-01-31'],
  ['period=quarter', 'UTC', '2027-12-02', '2028-02-29'],
  ['period=year', 'UTC', '2027-03-02', '2028-02-29'],
  ['from=2026-10-24&to=2026-10-26', 'Europe/Berlin', '2026-10-24', '2026-10-26'],
  // What cannot be asked for counts as absent.
  ['from=2026-10-26&to=2026-10-24', 'UTC', '2028-01-31', '2028-02-29'],
  ['from=2026-01-01&to=2027-01-02', 'UTC', '2028-01-31', '2028-02-29'],
  ['from=2026-02-29&to=2026-03-01', 'UTC', '2028-01-31', '2028-02-29'],
  ['from=2026-10-24', 'UTC', '2028-01-31', '2028-02-29'],
  ['period=century', 'UTC', '2028-01-31', '2028-02-29'],
])('?%s in %s is %s to %s', (address, timeZone, from, to) => {
  expect(daysOfSearch(readReportsSearch(parseSearch(address)), timeZone, NOW)).toEqual({ from, to });
});

test.each([
  ['2026-01-01', '2026-01-01', null],
  ['2028-01-01', '2028-12-31', null],
  ['2027-01-01', '2028-01-02', 'tooLong'],
  ['2026-01-02', '2026-01-01', 'reversed'],
  ['', '2026-01-01', 'missing'],
])('from %s to %s: %s', (from, to, fault) => {
  expect(faultOfDays({ from, to })).toBe(fault);
});

test('everything said survives the way through the address', () => {
  const search = readReportsSearch({
    from: '2026-10-24',
    to: '2026-10-26',
    team: 'all',
    tables: ['flow', 'load'],
  });
  expect(readReportsSearch(parseSearch(stringifySearch(search)))).toEqual(search);
  expect(readReportsSearch({ team: 'no id', tables: 'flow,nothing', period: 'month' })).toEqual({});
});
