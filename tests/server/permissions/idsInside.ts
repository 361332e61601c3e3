import type { ValidCall } from '../http/validCalls.ts';
import type { World } from '../http/world.ts';
import { ask } from './ask.ts';

/** Ids that a request may name and that are not what it may be about. */
export type Ids = {
  /** Of the other organisation. */
  readonly foreign: Readonly<Record<'person' | 'customer' | 'team' | 'file' | 'action' | 'import', string>>;
  /** Of nobody and nothing. */
  readonly unknown: string;
  /** There, but of another kind: a person of one's own. */
  readonly person: string;
  readonly inactivePerson: string;
  readonly archivedCustomer: { readonly id: string; readonly updatedAt: string };
  /** A file of somebody else that waits for a comment, and an action of another customer. */
  readonly fileOfAnother: string;
  readonly actionOfAnother: string;
};

/**
 * `refused` is 400 at that place of the request; `nothing` 404; `empty` an answer that holds nothing; `ignored`
 * one as if the id had not been there; a word is why a batch leaves the customer as it is.
 */
export type Fate =
  | { readonly refusedAt: string }
  | 'nothing'
  | 'empty'
  | 'ignored'
  | 'not-found'
  | 'archived'
  | 'inactive-target';

export type Place = {
  readonly method: string;
  /** Who asks, being allowed to. */
  readonly as: 'supervisor' | 'admin';
  /** `updatedAt` is that of the customer, where the id is one of the organisation's own. */
  readonly call: (id: string, world: World, updatedAt: string) => ValidCall | Promise<ValidCall>;
  readonly fates: (ids: Ids) => ReadonlyArray<readonly [id: string, fate: Fate]>;
};

const at = (refusedAt: string): Fate => ({ refusedAt });
const noPerson =
  (fate: Fate, inactive?: Fate): Place['fates'] =>
  ({ foreign, unknown, inactivePerson }) => [
    [foreign.person, fate],
    [unknown, fate],
    [foreign.team, fate],
    ...(inactive ? [[inactivePerson, inactive] as const] : []),
  ];
const noTeam =
  (fate: Fate): Place['fates'] =>
  ({ foreign, unknown, person }) => [
    [foreign.team, fate],
    [unknown, fate],
    [person, fate],
  ];
const noImport =
  (fate: Fate): Place['fates'] =>
  ({ foreign, unknown, person }) => [
    [foreign.import, fate],
    [unknown, fate],
    [person, fate],
  ];
const noCustomer =
  (fate: Fate, archived?: Fate): Place['fates'] =>
  ({ foreign, unknown, person, archivedCustomer }) => [
    [foreign.customer, fate],
    [unknown, fate],
    [person, fate],
    ...(archived ? [[archivedCustomer.id, archived] as const] : []),
  ];

const list = (path: string, name: string, fates: Place['fates']): Place => ({
  method: 'GET',
  as: 'supervisor',
  call: (id) => ({ path: `${path}${path.includes('?') ? '&' : '?'}${name}=${id}` }),
  fates,
});
const write = (
  method: string,
  path: string,
  body: (id: string, world: World, updatedAt: string) => Record<string, unknown>,
  fates: Place['fates'],
  as: Place['as'] = 'supervisor',
): Place => ({
  method,
  as,
  call: (id, world, updatedAt) => ({ path, body: body(id, world, updatedAt) }),
  fates,
});

const bestEffort = { mode: 'best-effort' };
const view = { name: 'A view', sort: 'dueAt' };

/** For every place where an id can stand in a query or a body, what becomes of those that should not. */
export const idsInside: Readonly<Record<string, (world: World) => Place>> = {
  ...Object.fromEntries(
    [
      ['listCustomers', '/api/customers'],
      ['exportCustomers', '/api/customers.csv'],
      ['exportCustomersXlsx', '/api/customers.xlsx'],
    ].flatMap(([id, path = '']) => [
      [`${id} query/assignedTo`, () => list(path, 'assignedTo', noPerson('empty'))],
      [`${id} query/team`, () => list(path, 'team', noTeam('empty'))],
      [`${id} query/import`, () => list(path, 'import', noImport('empty'))],
    ]),
  ),
  ...Object.fromEntries(
    [
      ['listActivity', '/api/activity'],
      ['exportActivity', '/api/activity.csv'],
      ['exportActivityXlsx', '/api/activity.xlsx'],
    ].flatMap(([id, path = '']) => [
      [`${id} query/actor`, () => list(path, 'actor', noPerson('empty'))],
      [`${id} query/fromAssignee`, () => list(path, 'fromAssignee', noPerson('empty'))],
      [`${id} query/toAssignee`, () => list(path, 'toAssignee', noPerson('empty'))],
      [`${id} query/customer`, () => list(path, 'customer', noCustomer('empty'))],
      [`${id} query/team`, () => list(path, 'team', noTeam('empty'))],
    ]),
  ),
  'getBoard query/team': () => list('/api/board', 'team', noTeam('nothing')),
  'getReport query/team': () => list('/api/reports?from=2026-11-01&to=2026-11-02', 'team', noTeam('nothing')),

  'createCustomer body/assignedTo': () =>
    write(
      'POST',
      '/api/customers',
      (assignedTo) => ({ name: 'x', assignedTo }),
      noPerson(at('/assignedTo'), at('/assignedTo')),
    ),
  'updateCustomer body/assignedTo': ({ customers }) =>
    write(
      'PATCH',
      `/api/customers/${customers[0]}`,
      (assignedTo, { updatedAt }) => ({ updatedAt, assignedTo }),
      noPerson(at('/assignedTo'), at('/assignedTo')),
    ),
  'postComment body/attachmentIds/[]': ({ customers }) =>
    write(
      'POST',
      `/api/customers/${customers[3]}/comments`,
      (id) => ({ body: 'with a file', attachmentIds: [id] }),
      ({ foreign, unknown, fileOfAnother }) =>
        [foreign.file, unknown, fileOfAnother].map((id) => [id, at('/attachmentIds')] as const),
    ),
  'recordVisit body/seenActionId': ({ customers }) =>
    write(
      'PUT',
      `/api/customers/${customers[3]}/desk/visit`,
      (seenActionId) => ({ seenActionId }),
      ({ foreign, unknown, actionOfAnother }) =>
        [foreign.action, unknown, actionOfAnother].map((id) => [id, at('/seenActionId')] as const),
    ),
  'readMentions body/actionIds/[]': () =>
    write(
      'POST',
      '/api/mentions/read',
      (id) => ({ actionIds: [id] }),
      ({ foreign, unknown, actionOfAnother }) =>
        [foreign.action, unknown, actionOfAnother].map((id) => [id, 'ignored'] as const),
    ),
  'readMentions body/customerId': () =>
    write('POST', '/api/mentions/read', (customerId) => ({ customerId }), noCustomer('ignored')),

  'reassignCustomers body/customers/[]/id': () =>
    write(
      'POST',
      '/api/reassignments',
      (id, _world, updatedAt) => ({ customers: [{ id, updatedAt }], assignedTo: null, ...bestEffort }),
      noCustomer('not-found', 'archived'),
    ),
  'reassignCustomers body/filter/assignedTo': () =>
    write(
      'POST',
      '/api/reassignments',
      (assignedTo) => ({ filter: { assignedTo }, assignedTo: null }),
      noPerson(at('/filter')),
    ),
  'reassignCustomers body/filter/import': () =>
    write(
      'POST',
      '/api/reassignments',
      (id) => ({ filter: { import: id }, assignedTo: null }),
      noImport(at('/filter')),
    ),
  'reassignCustomers body/filter/team': () =>
    write(
      'POST',
      '/api/reassignments',
      (team) => ({ filter: { team }, assignedTo: null }),
      noTeam(at('/filter')),
    ),
  'reassignCustomers body/assignedTo': () =>
    write(
      'POST',
      '/api/reassignments',
      (assignedTo) => ({ filter: {}, assignedTo, ...bestEffort }),
      noPerson(at('/assignedTo'), 'inactive-target'),
    ),
  'reassignCustomers body/assignees/[]': () =>
    write(
      'POST',
      '/api/reassignments',
      (id, { cast }) => ({ filter: {}, assignees: [cast.harbour.colleague.id, id] }),
      noPerson(at('/assignees/1')),
    ),
  'changeCustomers body/customers/[]/id': () =>
    write(
      'POST',
      '/api/bulk-changes',
      (id, _world, updatedAt) => ({
        customers: [{ id, updatedAt }],
        changes: { addTags: ['taken'] },
        ...bestEffort,
      }),
      noCustomer('not-found', 'archived'),
    ),
  'changeCustomers body/filter/assignedTo': () =>
    write(
      'POST',
      '/api/bulk-changes',
      (assignedTo) => ({ filter: { assignedTo }, changes: { priority: 'low' } }),
      noPerson(at('/filter')),
    ),
  'changeCustomers body/filter/import': () =>
    write(
      'POST',
      '/api/bulk-changes',
      (id) => ({ filter: { import: id }, changes: { priority: 'low' } }),
      noImport(at('/filter')),
    ),
  'changeCustomers body/filter/team': () =>
    write(
      'POST',
      '/api/bulk-changes',
      (team) => ({ filter: { team }, changes: { priority: 'low' } }),
      noTeam(at('/filter')),
    ),
  'balanceWork body/moves/[]/from': ({ cast }) =>
    write(
      'POST',
      '/api/balances',
      (from) => ({ moves: [{ from, to: cast.harbour.colleague.id, count: 1 }] }),
      noPerson(at('/moves/0/from')),
    ),
  'balanceWork body/moves/[]/to': ({ cast }) =>
    write(
      'POST',
      '/api/balances',
      (to) => ({ moves: [{ from: cast.harbour.colleague.id, to, count: 1 }], ...bestEffort }),
      noPerson(at('/moves/0/to'), 'inactive-target'),
    ),

  'createTeam body/members/[]/id': () =>
    write(
      'POST',
      '/api/teams',
      (id) => ({ name: 'New team', members: [{ id }] }),
      noPerson(at('/members/0/id')),
      'admin',
    ),
  'updateTeam body/members/[]/id': ({ team }) =>
    write(
      'PATCH',
      `/api/teams/${team.id}`,
      (id) => ({ updatedAt: team.updatedAt, members: [{ id }] }),
      noPerson(at('/members/0/id')),
      'admin',
    ),
  'invitePerson body/teams/[]/id': () =>
    write(
      'POST',
      '/api/people',
      (id) => ({ name: 'New', email: 'new@harbour.example', teams: [{ id }] }),
      noTeam(at('/teams/0/id')),
      'admin',
    ),
  'deactivatePerson body/assignedTo': ({ invited: [, , { id, updatedAt }] }) =>
    write(
      'POST',
      `/api/people/${id}/deactivation`,
      (assignedTo) => ({ updatedAt, assignedTo }),
      noPerson(at('/assignedTo'), at('/assignedTo')),
      'admin',
    ),
  'deactivatePerson body/assignees/[]': ({ cast, invited: [, , { id, updatedAt }] }) =>
    write(
      'POST',
      `/api/people/${id}/deactivation`,
      (assignee) => ({ updatedAt, assignees: [cast.harbour.colleague.id, assignee] }),
      noPerson(at('/assignees/1'), at('/assignees/1')),
      'admin',
    ),

  // A view is a question, kept as it was asked: about whom nobody may ask, it finds nothing.
  'createView body/filter/assignedTo': () =>
    write('POST', '/api/views', (assignedTo) => ({ ...view, filter: { assignedTo } }), noPerson('ignored')),
  'createView body/filter/import': () =>
    write('POST', '/api/views', (id) => ({ ...view, filter: { import: id } }), noImport('ignored')),
  'createView body/filter/team': () =>
    write('POST', '/api/views', (team) => ({ ...view, filter: { team } }), noTeam('ignored')),
  'updateView body/filter/assignedTo': () =>
    changeView((assignedTo) => ({ filter: { assignedTo } }), noPerson('ignored')),
  'updateView body/filter/import': () =>
    changeView((id) => ({ filter: { import: id } }), noImport('ignored')),
  'updateView body/filter/team': () => changeView((team) => ({ filter: { team } }), noTeam('ignored')),
};

/** Each change needs a view that nobody changed yet. */
function changeView(change: (id: string) => Readonly<Record<string, unknown>>, fates: Place['fates']): Place {
  return {
    method: 'PATCH',
    as: 'supervisor',
    async call(id, world) {
      const made = await ask(world, world.cookies.supervisor, 'POST', '/api/views', { ...view, filter: {} });
      return { path: `/api/views/${made['id']}`, body: { updatedAt: made['updatedAt'], ...change(id) } };
    },
    fates,
  };
}
