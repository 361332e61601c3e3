import {
  type HostileInput,
  hostile,
  invalidAt,
  jsonRequest,
  type Refusal,
  refusedAs,
} from './hostileInput.ts';
import { callOf } from './hostileTexts.ts';
import { jsonWith, pointerTo } from './textLeaves.ts';

const NOBODY = '0193a5d2-0000-7000-8000-00000000beef';

type Fault = readonly [id: string, method: string, path: readonly (string | number)[], literal: string];

/** Balances, teams and absences with one value that none may have. Teams are refused before anybody asks who may. */
const FAULTS: readonly Fault[] = [
  ['balanceWork', 'POST', ['moves'], '[]'],
  ['balanceWork', 'POST', ['moves'], 'null'],
  ['balanceWork', 'POST', ['moves'], '{"0":{}}'],
  ['balanceWork', 'POST', ['moves', 0], 'null'],
  ['balanceWork', 'POST', ['moves'], `[${Array.from({ length: 501 }, () => '{}').join(',')}]`],
  ['balanceWork', 'POST', ['mode'], '"whatever"'],
  ['balanceWork', 'POST', ['dryRun'], '"false"'],
  ['balanceWork', 'POST', ['filter'], '{}'],
  ['createTeam', 'POST', ['name'], `"${'x'.repeat(61)}"`],
  ['createTeam', 'POST', ['name'], '" "'],
  ['createTeam', 'POST', ['name'], '"a\\nb"'],
  ['createTeam', 'POST', ['members'], 'null'],
  ['createTeam', 'POST', ['members'], `["${NOBODY}"]`],
  ['createTeam', 'POST', ['members'], `[{"id":"${NOBODY}"},{"id":"${NOBODY}"}]`],
  ['createTeam', 'POST', ['members'], `[{"id":"${NOBODY}","isSupervisor":"true"}]`],
  ['createTeam', 'POST', ['organisationId'], `"${NOBODY}"`],
  ['updateTeam', 'PATCH', ['members'], '{}'],
  ['updateTeam', 'PATCH', ['updatedAt'], '"yesterday"'],
  ['updateTeam', 'PATCH', ['id'], `"${NOBODY}"`],
  ['setAway', 'PUT', ['until'], '"2026-02-29"'],
  ['setAway', 'PUT', ['until'], '"0000-01-01"'],
  ['setAway', 'PUT', ['until'], '"10000-01-01"'],
  ['setAway', 'PUT', ['until'], '"2026-12-24T00:00:00Z"'],
  ['setAway', 'PUT', ['until'], '"infinity"'],
  ['setAway', 'PUT', ['until'], '20261224'],
  ['setAway', 'PUT', ['until'], '""'],
];

const MOVES: ReadonlyArray<readonly [name: string, at: string, move: (ids: MoveIds) => object]> = [
  ['of no customers', '/moves/0/count', ({ from, to }) => ({ from, to, count: 0 })],
  ['of less than none', '/moves/0/count', ({ from, to }) => ({ from, to, count: -1 })],
  ['of half a customer', '/moves/0/count', ({ from, to }) => ({ from, to, count: 0.5 })],
  ['of 50,001 customers', '/moves/0/count', ({ from, to }) => ({ from, to, count: 50_001 })],
  ['to the same person', '/moves/0/to', ({ from }) => ({ from, to: from, count: 1 })],
  ['to nobody', '/moves/0/to', ({ from }) => ({ from, to: null, count: 1 })],
  ['to somebody who does not exist', '/moves/0/to', ({ from }) => ({ from, to: NOBODY, count: 1 })],
  [
    'to somebody of another organisation',
    '/moves/0/to',
    ({ from, foreign }) => ({ from, to: foreign, count: 1 }),
  ],
  [
    'from somebody of another organisation',
    '/moves/0/from',
    ({ to, foreign }) => ({ from: foreign, to, count: 1 }),
  ],
  ['from somebody without work', '/moves', ({ idle, to }) => ({ from: idle, to, count: 1 })],
];
type MoveIds = { from: string; to: string; idle: string; foreign: string };

const TEAMS: ReadonlyArray<readonly [query: string, refusal: Refusal]> = [
  [`team=${NOBODY}`, refusedAs(404, 'not-found')],
  ['team=all', invalidAt('/team')],
  ['team=', invalidAt('/team')],
  ['timeZone=Mars/Olympus', invalidAt('/timeZone')],
  ['timeZone=%2B02:00', invalidAt('/timeZone')],
  ['limit=1', invalidAt('/limit')],
];

const EXPORTS = [
  'sort=name',
  'limit=5',
  'cursor=x',
  'include=total',
  'status=gone',
  'due=yesterday',
  'team=a',
];

/** Questions about work and moves of it that make no sense. */
export function hostileBoard(): HostileInput[] {
  return [
    ...FAULTS.map(([id, method, path, literal]) =>
      hostile(`${id}: ${pointerTo(path)} is ${literal.slice(0, 60)}`, invalidAt(pointerTo(path)), (world) => {
        const call = callOf(id, world);
        return jsonRequest(method, call.path, jsonWith(call.body, path, literal));
      }),
    ),
    ...MOVES.map(([name, at, moveOf]) =>
      hostile(`a balance ${name}`, invalidAt(at), ({ cast: { harbour, northgate } }) => {
        const move = moveOf({
          from: harbour.employee.id,
          to: harbour.colleague.id,
          idle: harbour.supervisor.id,
          foreign: northgate.employee.id,
        });
        return jsonRequest('POST', '/api/balances', JSON.stringify({ moves: [move] }));
      }),
    ),
    ...TEAMS.map(([query, refusal]) =>
      hostile(`the board ?${query}`, refusal, () => ({ method: 'GET', path: `/api/board?${query}` })),
    ),
    ...['csv', 'xlsx'].flatMap((format) =>
      EXPORTS.map((query) =>
        hostile(`customers as ${format} ?${query}`, invalidAt(`/${query.split('=')[0]}`), () => ({
          method: 'GET',
          path: `/api/customers.${format}?${query}`,
        })),
      ),
    ),
    hostile(
      'the board for an employee',
      refusedAs(403, 'forbidden'),
      () => ({ method: 'GET', path: '/api/board' }),
      'employee',
    ),
    hostile(
      'a claim by a visitor',
      refusedAs(401, 'unauthenticated'),
      () => ({ method: 'POST', path: '/api/claims' }),
      'visitor',
    ),
    hostile('a team by a supervisor', refusedAs(403, 'forbidden'), () =>
      jsonRequest('POST', '/api/teams', '{"name":"Mine"}'),
    ),
    hostile('somebody away who does not exist', refusedAs(404, 'not-found'), () =>
      jsonRequest('PUT', `/api/employees/${NOBODY}/away`, '{"until":null}'),
    ),
  ];
}
