import type { RequestParts } from './exchange.ts';
import type { World } from './world.ts';
import { PASSWORD } from '../../support/cast.ts';

export type ValidCall = {
  readonly path: string;
  readonly body?: Readonly<Record<string, unknown>>;
  readonly headers?: ReadonlyArray<readonly [string, string]>;
};

const customerBody = (world: World) => ({
  name: 'Hanna Weber',
  email: 'hanna@customer.example',
  phone: '030 1234567',
  status: 'new',
  priority: 'high',
  assignedTo: world.cast.harbour.employee.id,
  archived: false,
  dueAt: '2026-12-01T09:00:00Z',
  followUpAt: '2026-11-30T09:00:00+01:00',
  notes: 'Called twice.',
  tags: ['vip'],
  fields: { district: 'Mitte' },
});

/** For every endpoint, by its id, a call by the supervisor that succeeds. A new endpoint needs one here. */
export const validCalls: Readonly<Record<string, (world: World) => ValidCall>> = {
  signIn: ({ cast }) => ({
    path: '/api/session',
    body: { email: cast.harbour.supervisor.email, password: PASSWORD },
  }),
  getSession: () => ({ path: '/api/session' }),
  signOut: () => ({ path: '/api/session' }),
  listDemoPeople: () => ({ path: '/api/session/demo' }),
  listEmployees: () => ({ path: '/api/employees' }),
  listCustomers: ({ cast, cursors }) => ({
    path: `/api/customers?limit=1&cursor=${cursors.byDue}&include=total,notes&archived=false&assignedTo=any&sort=dueAt`,
    headers: [['X-Request-Id', `list-of-${cast.harbour.slug}`]],
  }),
  createCustomer: (world) => ({ path: '/api/customers', body: customerBody(world) }),
  getCustomer: ({ customers }) => ({ path: `/api/customers/${customers[0]}` }),
  updateCustomer: (world) => ({
    path: `/api/customers/${world.customers[0]}`,
    body: { updatedAt: world.updatedAt, ...customerBody(world) },
  }),
  listCustomerActions: ({ customers, cursors }) => ({
    path: `/api/customers/${customers[0]}/actions?limit=1&cursor=${cursors.comments}&type=comment`,
  }),
  postComment: ({ customers }) => ({
    path: `/api/customers/${customers[0]}/comments`,
    body: { body: 'Called back, all is well.' },
  }),
  getHealth: () => ({ path: '/health' }),
  getReady: () => ({ path: '/ready' }),
  getLive: () => ({ path: '/live' }),
  getOpenApi: () => ({ path: '/api/openapi.json' }),
};

/** A call as a request; `cookie` undefined sends it without a session. */
export function requestOf(method: string, call: ValidCall, cookie: string | undefined): RequestParts {
  const headers = [...(call.headers ?? [])];
  if (cookie !== undefined) headers.push(['Cookie', cookie]);
  if (call.body === undefined) return { method, path: call.path, headers };
  headers.push(['Content-Type', 'application/json']);
  return { method, path: call.path, headers, body: JSON.stringify(call.body) };
}
