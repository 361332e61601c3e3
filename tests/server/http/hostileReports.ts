import { type HostileInput, hostile, invalidAt, type Refusal, refusedAs } from './hostileInput.ts';

const NOBODY = '0193a5d2-0000-7000-8000-00000000beef';
const DAYS = 'from=2026-11-01&to=2026-11-21';

const QUERIES: ReadonlyArray<readonly [query: string, refusal: Refusal]> = [
  ['', invalidAt('/from', '/to')],
  ['from=2026-11-01', invalidAt('/to')],
  ['from=2026-11-31&to=2026-12-01', invalidAt('/from')],
  ['from=2026-11-01T00:00:00Z&to=2026-11-21', invalidAt('/from')],
  ['from=20261101&to=2026-11-21', invalidAt('/from')],
  ['from=1999-12-31&to=2000-01-01', invalidAt('/from')],
  ['from=2099-12-31&to=2100-01-01', invalidAt('/to')],
  ['from=0000-01-01&to=0001-01-01', invalidAt('/from', '/to')],
  ['from=-infinity&to=infinity', invalidAt('/from', '/to')],
  ['from=2026-11-02&to=2026-11-01', invalidAt('/to')],
  ['from=2025-01-01&to=2026-01-02', invalidAt('/to')],
  [`${DAYS}&team=all`, invalidAt('/team')],
  [`${DAYS}&team=`, invalidAt('/team')],
  [`${DAYS}&team=${NOBODY}`, refusedAs(404, 'not-found')],
  [`${DAYS}&timeZone=Mars/Olympus`, invalidAt('/timeZone')],
  [`${DAYS}&timeZone=%2B02:00`, invalidAt('/timeZone')],
  [`${DAYS}&person=${NOBODY}`, invalidAt('/person')],
  [`${DAYS}&organisationId=${NOBODY}`, invalidAt('/organisationId')],
];

/** Lists that the numbers of reports lead to. */
const LISTS = [
  ['/api/customers?createdFrom=yesterday', '/createdFrom'],
  ['/api/customers?createdBefore=2026-11-31T00:00:00Z', '/createdBefore'],
  ['/api/customers.csv?createdFrom=infinity', '/createdFrom'],
  ['/api/activity?fromStatus=', '/fromStatus'],
  [`/api/activity?toStatus=${'x'.repeat(101)}`, '/toStatus/0'],
  ['/api/activity?team=mine', '/team'],
  ['/api/activity?fromAssignee=me', '/fromAssignee'],
  ['/api/activity.csv?toAssignee=', '/toAssignee'],
] as const;

/** Reports of days that do not exist, of too many, and of what is nobody's business. */
export function hostileReports(): HostileInput[] {
  return [
    ...QUERIES.map(([query, refusal]) =>
      hostile(`a report ?${query}`, refusal, () => ({ method: 'GET', path: `/api/reports?${query}` })),
    ),
    ...LISTS.map(([path, at]) => hostile(path.slice(0, 80), invalidAt(at), () => ({ method: 'GET', path }))),
    hostile(
      'a team’s report for an employee',
      refusedAs(403, 'forbidden'),
      ({ team }) => ({ method: 'GET', path: `/api/reports?${DAYS}&team=${team.id}` }),
      'employee',
    ),
    hostile(
      'a report for a visitor',
      refusedAs(401, 'unauthenticated'),
      () => ({ method: 'GET', path: `/api/reports?${DAYS}` }),
      'visitor',
    ),
  ];
}
