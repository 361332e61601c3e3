import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { endpoints } from '@caseload/shared/endpoints.ts';
import { type Cast, createCast } from '../../support/cast.ts';
import { cloneDatabase, type TestDatabase } from '../../support/testDatabase.ts';
import { startTestServer, type TestServer } from '../../support/testServer.ts';
import { bytesOf, exchange, type RawAnswer } from '../http/exchange.ts';
import { requestOf, validCalls } from '../http/validCalls.ts';
import { makeWorld, type World } from '../http/world.ts';

let database: TestDatabase;
let cast: Cast;
let server: TestServer;
let world: World;
let document: Document;

type Media = { readonly schema: Record<string, unknown> };
type Answers = Readonly<Record<string, { readonly content?: Readonly<Record<string, Media>> }>>;
type Document = {
  readonly paths: Readonly<Record<string, Readonly<Record<string, { readonly responses: Answers }>>>>;
  readonly components: { readonly schemas: Record<string, unknown> };
};

beforeAll(async () => {
  const file = fileURLToPath(new URL('../../../server/openapi.json', import.meta.url));
  document = JSON.parse(await readFile(file, 'utf8'));
  database = await cloneDatabase();
  cast = await createCast(database.url);
  // As in production: nothing but the document holds the answers here.
  server = await startTestServer(database.url, { NODE_ENV: 'production' });
  world = await makeWorld(server.address, database.url, cast);
});
afterAll(async () => {
  await server?.stop();
  await database?.drop();
});

/** The answer's schema as the committed document has it, with what it refers to. */
function schemaFor(path: string, method: string, answer: RawAnswer): z.ZodType | undefined {
  const answers =
    document.paths[path.replaceAll(/:(\w+)/gu, '{$1}')]?.[method.toLowerCase()]?.responses ?? {};
  const group = answer.status < 500 ? '4XX' : 'default';
  const declared = answers[String(answer.status)] ?? (answer.status >= 400 ? answers[group] : undefined);
  expect(declared, `${method} ${path} says nothing of ${answer.status}`).toBeDefined();
  const type = answer.headers.get('content-type')?.split(';')[0] ?? '';
  const media = declared?.content?.[type];
  expect(Object.keys(declared?.content ?? {}), `${method} ${path}`).toEqual(media ? [type] : []);
  if (!media) return undefined;
  const definitions = JSON.parse(
    JSON.stringify({ ...media.schema, $defs: document.components.schemas }).replaceAll(
      '#/components/schemas/',
      '#/$defs/',
    ),
  );
  return z.fromJSONSchema(definitions);
}

function expectDocumented(path: string, method: string, answer: RawAnswer): void {
  const schema = schemaFor(path, method, answer);
  if (!schema) {
    expect(answer.body).toBe('');
    return;
  }
  const isJson = /json/u.test(answer.headers.get('content-type') ?? '');
  const parsed = schema.safeParse(isJson ? JSON.parse(answer.body) : answer.body);
  expect(parsed.error?.issues ?? [], answer.body.slice(0, 2_000)).toEqual([]);
}

// What ends the sessions of these calls comes last: the others need them.
const LAST = ['revokeOtherSessions', 'changePassword', 'signOut'];
const inOrder = endpoints.toSorted((a, b) => LAST.indexOf(a.id) - LAST.indexOf(b.id));

test.each(inOrder)('$method $path answers as the document says', async ({ id, method, path, access }) => {
  const call = validCalls[id]?.(world);
  if (!call) throw new Error(`validCalls.ts has no call for ${id}`);
  // Signing in with a session at hand would end that one.
  const cookie =
    access === 'session' || id === 'signOut' ? world.cookies[call.as ?? 'supervisor'] : undefined;
  const answer = await exchange(server.address, bytesOf(requestOf(method, call, cookie)));
  expect(answer.status, answer.text).toBeLessThan(300);
  expectDocumented(path, method, answer);
});

test.each(endpoints)('$method $path refuses as the document says', async ({ method, path, access }) => {
  const address = path.replace(':id', 'not-an-id');
  const bad = await exchange(
    server.address,
    bytesOf({
      method,
      path: `${address}?unknown=1`,
      headers: [['Content-Type', 'application/json']],
      body: '{}',
    }),
  );
  expect(bad.status).toBe(access === 'session' ? 401 : 400);
  expectDocumented(path, method, bad);
});

test('a conflict is as the document says', async () => {
  const path = `/api/customers/${world.customers[1]}`;
  const patch = (body: object) =>
    exchange(
      server.address,
      bytesOf({
        method: 'PATCH',
        path,
        headers: [
          ['Content-Type', 'application/json'],
          ['Cookie', world.cookies.employee],
        ],
        body: JSON.stringify(body),
      }),
    );
  const read = await exchange(
    server.address,
    bytesOf({ method: 'GET', path, headers: [['Cookie', world.cookies.employee]] }),
  );
  const { updatedAt } = JSON.parse(read.body);
  expect((await patch({ updatedAt, name: 'First', tags: ['a'], fields: { a: 1 } })).status).toBe(200);
  const conflict = await patch({ updatedAt, name: 'Second' });
  expect(conflict.status).toBe(409);
  expect(JSON.parse(conflict.body)).toMatchObject({ conflicts: [{ field: 'name', theirs: 'First' }] });
  expectDocumented('/api/customers/:id', 'PATCH', conflict);
});
