import { createHash } from 'node:crypto';
import { z } from 'zod';
import { mentionText } from '@caseload/shared/mentions/mentionText.ts';
import type { Cast, Person } from '../../support/cast.ts';
import { createCustomers, PASSWORD } from '../../support/cast.ts';
import { makeImports } from './worldImports.ts';
import { bytesOf, exchange, type RequestParts } from './exchange.ts';

/** What the requests of the tests refer to: ids and cursors that exist. */
export type World = {
  readonly address: string;
  readonly cast: Cast;
  /** `name=value` of the session cookies. */
  readonly cookies: {
    readonly supervisor: string;
    readonly employee: string;
    readonly admin: string;
    readonly northgate: string;
  };
  /** Four customers of Harbour assigned to its employee, the last one to the colleague. */
  readonly customers: readonly [string, string, string, string];
  readonly northgateCustomer: string;
  readonly updatedAt: string;
  /** Two views of the supervisor: a personal and a shared one. */
  readonly views: readonly [Changeable, Changeable];
  /** Two moves of the second customer: one only previewed, one done. */
  readonly batches: { readonly preview: string; readonly applied: string };
  /** The employee's, which the supervisor looks after. */
  readonly team: Changeable;
  /** `segment`, a choice. */
  readonly customField: Changeable;
  /** A status that no customer has. */
  readonly status: Changeable;
  /** Three people of Harbour who were invited and have no password yet. */
  readonly invited: readonly [Changeable, Changeable, Changeable];
  /** Of the link of the first of them, which is good. */
  readonly linkToken: string;
  /** Positions given out by the server, by what they were asked for. */
  readonly cursors: Readonly<Record<CursorName, string>>;
  /** Files of the supervisor on the last customer: one that a comment holds, one that waits. */
  readonly files: { readonly sent: string; readonly waiting: string };
  /** Another session of the supervisor, by the id it has on the wire. */
  /** Files of customers: one that waits with a mapping, one that was imported with a row left out, one undone. */
  readonly imports: { readonly waiting: string; readonly done: string; readonly undone: string };
  readonly otherSession: string;
  /** A comment of the employee that mentions the supervisor. */
  readonly mention: string;
  /** An idempotency key that a comment was posted under. */
  readonly usedKey: string;
};

type Changeable = { readonly id: string; readonly updatedAt: string };

export type CursorName =
  | 'byDue'
  | 'byName'
  | 'ofStatus'
  | 'ofText'
  | 'archived'
  | 'ofPriority'
  | 'awake'
  | 'withoutDue'
  | 'mine'
  | 'foreign'
  | 'actions'
  | 'actionsOfAnother'
  | 'comments'
  | 'nameOfFirst'
  | 'mentions'
  | 'activity'
  | 'activityOfNorthgate'
  | 'organisationActions';

const invitationShape = z.object({
  person: z.object({ id: z.string(), updatedAt: z.string() }),
  link: z.object({ address: z.string() }),
});

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

/** The id that a session has on the wire: a digest of the one in its cookie. */
function sessionId(cookie: string): string {
  const id = /=s:(?<id>[^.]+)\./u.exec(decodeURIComponent(cookie))?.groups?.['id'] ?? '';
  return createHash('sha256').update(id).digest('base64url');
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
  await createCustomers(databaseUrl, harbour, [
    { archived: true },
    { archived: true, tags: ['rare', 'spare'] },
  ]);
  const [foreign = ''] = await createCustomers(databaseUrl, northgate, [{}, {}, {}]);
  const cookies = {
    supervisor: await signInCookie(address, harbour.supervisor),
    employee: await signInCookie(address, harbour.employee),
    admin: await signInCookie(address, harbour.admin),
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
  const comment = (cookie: string, body: string, attachmentIds: string[] = []) =>
    ask(
      {
        method: 'POST',
        path: `/api/customers/${d}/comments`,
        headers: [['Content-Type', 'application/json']],
        body: JSON.stringify({ body, attachmentIds }),
      },
      cookie,
    );
  const mentioning = mentionText(harbour.supervisor);
  const mention = String((await comment(cookies.employee, mentioning))['id']);
  await comment(cookies.employee, mentioning);
  const upload = async () =>
    String(
      (
        await ask({
          method: 'POST',
          path: `/api/customers/${d}/attachments?name=a.txt`,
          headers: [['Content-Type', 'application/octet-stream']],
          body: 'the content of a file',
        })
      )['id'],
    );
  const files = { sent: await upload(), waiting: await upload() };
  await comment(cookies.supervisor, 'with a file', [files.sent]);
  const move = async (dryRun: boolean) =>
    String(
      (
        await ask({
          method: 'POST',
          path: '/api/reassignments',
          headers: [['Content-Type', 'application/json']],
          body: JSON.stringify({ filter: { q: 'Adams' }, assignedTo: harbour.colleague.id, dryRun }),
        })
      )['id'],
    );
  const batches = { preview: await move(true), applied: await move(false) };
  const cursorOf = async (path: string, cookie?: string) =>
    String((await ask({ method: 'GET', path }, cookie))['nextCursor']);
  const create = async (path: string, body: object, cookie?: string): Promise<Changeable> => {
    const headers = [['Content-Type', 'application/json']] as const;
    const made = await ask({ method: 'POST', path, headers, body: JSON.stringify(body) }, cookie);
    return { id: String(made['id'] ?? made['key']), updatedAt: String(made['updatedAt']) };
  };
  const invite = async (name: string) => {
    const made = await ask(
      {
        method: 'POST',
        path: '/api/people',
        headers: [['Content-Type', 'application/json']],
        body: JSON.stringify({ name, email: `${name.toLowerCase()}@harbour.example` }),
      },
      cookies.admin,
    );
    return invitationShape.parse(made);
  };
  const invitations = [await invite('Ida'), await invite('Iris'), await invite('Ivo')] as const;
  const view = { name: 'A view', filter: {}, sort: 'dueAt' };
  const segment = { key: 'segment', label: 'Segment', type: 'choice', choices: ['private', 'business'] };
  return {
    address,
    cast,
    cookies,
    customers: [a, b, c, d],
    northgateCustomer: foreign,
    updatedAt: String((await ask({ method: 'GET', path: `/api/customers/${a}` }))['updatedAt']),
    views: [
      await create('/api/views', view),
      await create('/api/views', { ...view, name: 'A shared view', shared: true }),
    ],
    batches,
    team: await create(
      '/api/teams',
      {
        name: 'A team',
        members: [{ id: harbour.employee.id }, { id: harbour.supervisor.id, isSupervisor: true }],
      },
      cookies.admin,
    ),
    customField: await create('/api/custom-fields', segment, cookies.admin),
    status: await create('/api/statuses', { label: 'On hold', category: 'waiting' }, cookies.admin),
    invited: [invitations[0].person, invitations[1].person, invitations[2].person],
    linkToken: invitations[0].link.address.split('#')[1] ?? '',
    cursors: {
      byDue: await cursorOf('/api/customers?limit=1'),
      byName: await cursorOf('/api/customers?limit=1&sort=name'),
      ofStatus: await cursorOf('/api/customers?limit=1&status=new'),
      ofText: await cursorOf('/api/customers?limit=1&q=ad'),
      archived: await cursorOf('/api/customers?limit=1&archived=true'),
      ofPriority: await cursorOf('/api/customers?limit=1&priority=normal'),
      awake: await cursorOf('/api/customers?limit=1&followUp=awake'),
      withoutDue: await cursorOf('/api/customers?limit=1&due=none&timeZone=UTC'),
      mine: await cursorOf('/api/customers?limit=1&assignedTo=me', cookies.employee),
      foreign: await cursorOf('/api/customers?limit=1', cookies.northgate),
      actions: await cursorOf(`/api/customers/${a}/actions?limit=1`),
      actionsOfAnother: await cursorOf(`/api/customers/${b}/actions?limit=1`),
      comments: await cursorOf(`/api/customers/${a}/actions?limit=1&type=comment`),
      nameOfFirst: await cursorOf(`/api/customers/${a}/actions?limit=1&field=name`),
      mentions: await cursorOf('/api/mentions?limit=1'),
      activity: await cursorOf('/api/activity?limit=1'),
      organisationActions: await cursorOf('/api/organisation-actions?limit=1', cookies.admin),
      activityOfNorthgate: await cursorOf('/api/activity?limit=1', cookies.northgate),
    },
    files,
    imports: await makeImports((parts) => ask(parts, cookies.admin), databaseUrl),
    otherSession: sessionId(await signInCookie(address, harbour.supervisor)),
    mention,
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
