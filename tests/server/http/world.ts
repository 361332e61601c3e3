import type { Cast, Person } from '../../support/cast.ts';
import { createCustomers, PASSWORD } from '../../support/cast.ts';
import { bytesOf, exchange, type RequestParts } from './exchange.ts';

/** What the requests of the tests refer to: ids and cursors that exist. */
export type World = {
  readonly address: string;
  readonly cast: Cast;
  /** `name=value` of the session cookies. */
  readonly cookies: { readonly supervisor: string; readonly employee: string; readonly northgate: string };
  /** Four customers of Harbour assigned to its employee, the last one to the colleague. */
  readonly customers: readonly [string, string, string, string];
  readonly northgateCustomer: string;
  readonly updatedAt: string;
  /** Positions given out by the server, by what they were asked for. */
  readonly cursors: Readonly<Record<CursorName, string>>;
  /** An idempotency key that a comment was posted under. */
  readonly usedKey: string;
};

export type CursorName =
  | 'byDue'
  | 'byName'
  | 'ofStatus'
  | 'ofText'
  | 'archived'
  | 'mine'
  | 'foreign'
  | 'actions'
  | 'actionsOfAnother'
  | 'comments';

/** Signs in over a raw connection. Resolves to the `Cookie` header's value. */
export async function signInCookie(address: string, { email }: Pick<Person, 'email'>): Promise<string> {
  const answer = await exchange(
    address,
    bytesOf({
      method: 'POST',
      path: '/api/session',
      headers: [['Content-Type', 'application/json']],
      body: JSON.stringify({ email, password: PASSWORD }),
    }),
  );
  const cookie = answer.headers.get('set-cookie')?.split(';')[0];
  if (answer.status !== 200 || cookie === undefined) throw new Error(`no sign-in: ${answer.text}`);
  return cookie;
}

/** Fills an empty database with the standing customers and asks the server for what the tests need. */
export async function makeWorld(address: string, databaseUrl: string, cast: Cast): Promise<World> {
  const { harbour, northgate } = cast;
  const mine = { assignedTo: harbour.employee.id };
  const [a = '', b = '', c = '', d = ''] = await createCustomers(databaseUrl, harbour, [
    { ...mine, name: 'Adler' },
    { ...mine, name: 'Adams' },
    { ...mine, name: 'Adoma' },
    { assignedTo: harbour.colleague.id, name: 'Adeyemi' },
  ]);
  await createCustomers(databaseUrl, harbour, [{ archived: true }, { archived: true }]);
  const [foreign = ''] = await createCustomers(databaseUrl, northgate, [{}, {}, {}]);
  const cookies = {
    supervisor: await signInCookie(address, harbour.supervisor),
    employee: await signInCookie(address, harbour.employee),
    northgate: await signInCookie(address, northgate.supervisor),
  };
  const ask = (parts: RequestParts, cookie = cookies.supervisor) => askFor(address, cookie, parts);
  const usedKey = 'a-key-that-was-used';
  for (const [id, key] of [
    [a, usedKey],
    [a, 'another-key'],
    [b, 'third-key'],
    [b, 'fourth-key'],
  ] as const) {
    await ask({
      method: 'POST',
      path: `/api/customers/${id}/comments`,
      headers: [
        ['Content-Type', 'application/json'],
        ['Idempotency-Key', key],
      ],
      body: JSON.stringify({ body: 'A comment' }),
    });
  }
  const cursorOf = async (path: string, cookie?: string) =>
    String((await ask({ method: 'GET', path }, cookie))['nextCursor']);
  return {
    address,
    cast,
    cookies,
    customers: [a, b, c, d],
    northgateCustomer: foreign,
    updatedAt: String((await ask({ method: 'GET', path: `/api/customers/${a}` }))['updatedAt']),
    cursors: {
      byDue: await cursorOf('/api/customers?limit=1'),
      byName: await cursorOf('/api/customers?limit=1&sort=name'),
      ofStatus: await cursorOf('/api/customers?limit=1&status=new'),
      ofText: await cursorOf('/api/customers?limit=1&q=ad'),
      archived: await cursorOf('/api/customers?limit=1&archived=true'),
      mine: await cursorOf('/api/customers?limit=1&assignedTo=me', cookies.employee),
      foreign: await cursorOf('/api/customers?limit=1', cookies.northgate),
      actions: await cursorOf(`/api/customers/${a}/actions?limit=1`),
      actionsOfAnother: await cursorOf(`/api/customers/${b}/actions?limit=1`),
      comments: await cursorOf(`/api/customers/${a}/actions?limit=1&type=comment`),
    },
    usedKey,
  };
}

async function askFor(
  address: string,
  cookie: string,
  parts: RequestParts,
): Promise<Record<string, unknown>> {
  const headers = [...(parts.headers ?? []), ['Cookie', cookie] as const];
  const answer = await exchange(address, bytesOf({ ...parts, headers }));
  if (answer.status >= 300) throw new Error(`${parts.method} ${parts.path}: ${answer.text}`);
  return JSON.parse(answer.body);
}
