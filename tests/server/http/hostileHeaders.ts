import {
  type HostileInput,
  hostile,
  invalidAt,
  JSON_TYPE,
  type Refusal,
  rawInput,
  refusedAs,
} from './hostileInput.ts';
import type { World } from './world.ts';

const TOO_LONG = refusedAs(431, 'headers-too-large');
const SIGNED_OUT = refusedAs(401, 'unauthenticated');
const comment = ({ customers }: World) => `/api/customers/${customers[0]}/comments`;

const NO_KEYS: ReadonlyArray<readonly [name: string, value: string]> = [
  ['empty', ''],
  ['empty quotes', '""'],
  ['a space inside', 'a b'],
  ['a tab inside', 'a\tb'],
  ['not ASCII', 'cl\u00e9'],
  ['201 characters', 'k'.repeat(201)],
];
const NO_VERSIONS = [
  '',
  '*',
  '1',
  '"0"',
  '"-1"',
  '"1.0"',
  '"01"',
  'W/"1"',
  '"1", "2"',
  '"x"',
  '"2147483648"',
  '"9999999999"',
  '"99999999999999999999"',
];

/** Values of the headers that the endpoints read. */
function valuesOfHeaders(): HostileInput[] {
  return [
    ...NO_KEYS.map(([name, value]) =>
      hostile(`Idempotency-Key is ${name}`, invalidAt('/Idempotency-Key'), (world) => ({
        method: 'POST',
        path: comment(world),
        headers: [JSON_TYPE, ['Idempotency-Key', value]],
        body: '{"body":"a"}',
      })),
    ),
    hostile('Idempotency-Key comes twice', invalidAt('/Idempotency-Key'), (world) => ({
      method: 'POST',
      path: comment(world),
      headers: [JSON_TYPE, ['Idempotency-Key', 'a'], ['Idempotency-Key', 'b']],
      body: '{"body":"a"}',
    })),
    hostile(
      'a used Idempotency-Key with another comment',
      refusedAs(422, 'idempotency-mismatch'),
      (world) => ({
        method: 'POST',
        path: comment(world),
        headers: [JSON_TYPE, ['Idempotency-Key', world.usedKey]],
        body: '{"body":"another"}',
      }),
    ),
    hostile('a used Idempotency-Key on a new customer', refusedAs(422, 'idempotency-mismatch'), (world) => ({
      method: 'POST',
      path: '/api/customers',
      headers: [JSON_TYPE, ['Idempotency-Key', world.usedKey]],
      body: '{"name":"another"}',
    })),
    hostile('a used Idempotency-Key on a change', refusedAs(422, 'idempotency-mismatch'), (world) => ({
      method: 'PATCH',
      path: `/api/customers/${world.customers[0]}`,
      headers: [JSON_TYPE, ['Idempotency-Key', world.usedKey]],
      body: JSON.stringify({ name: 'another', updatedAt: world.updatedAt }),
    })),
    ...NO_VERSIONS.map((value) =>
      hostile(`If-Match is ${value}`, invalidAt('/If-Match'), ({ customers }) => ({
        method: 'PATCH',
        path: `/api/customers/${customers[0]}`,
        headers: [JSON_TYPE, ['If-Match', value]],
        body: '{"name":"a"}',
      })),
    ),
    hostile('If-Match is the largest version', refusedAs(412, 'conflict'), ({ customers }) => ({
      method: 'PATCH',
      path: `/api/customers/${customers[0]}`,
      headers: [JSON_TYPE, ['If-Match', '"2147483647"']],
      body: '{"name":"a"}',
    })),
  ];
}

const NO_COOKIES = [
  'caseload.sid=',
  'caseload.sid=s%3A',
  'caseload.sid=s%3Aabc.def',
  'caseload.sid=s%3A__proto__.x',
  'caseload.sid=%E0%A4%A',
  'caseload.sid=j%3A%7B%22a%22%3A1%7D',
  'caseload.sid="; drop table sessions; --"',
  '__proto__=x; constructor=y',
  '=;=;=;;;',
  `caseload.sid=${'x'.repeat(8_000)}`,
  Array.from({ length: 500 }, (_, i) => `c${i}=${i}`).join('; '),
];

/** Sessions that nobody was given. */
function cookies(): HostileInput[] {
  const get = (name: string, cookieOf: (world: World) => string) =>
    hostile(
      `cookie: ${name.slice(0, 60)}`,
      SIGNED_OUT,
      (world) => ({ method: 'GET', path: '/api/customers', headers: [['Cookie', cookieOf(world)]] }),
      'visitor',
    );
  return [
    ...NO_COOKIES.map((cookie) => get(cookie, () => cookie)),
    get('a signature with one letter more', ({ cookies: { supervisor } }) => `${supervisor}A`),
    get('a signature cut off', ({ cookies: { supervisor } }) => supervisor.slice(0, -5)),
    get('without its signature', ({ cookies: { supervisor } }) =>
      supervisor.split('.').slice(0, 2).join('.'),
    ),
    get('under another name', ({ cookies: { supervisor } }) => supervisor.replace('caseload', 'Caseload')),
  ];
}

/** Every endpoint that needs a session, without one; what is asked does not matter then. */
function signedOut(): HostileInput[] {
  const calls: ReadonlyArray<readonly [string, string]> = [
    ['GET', '/api/session'],
    ['GET', '/api/employees'],
    ['GET', '/api/customers'],
    ['GET', '/api/customers?limit=abc'],
    ['POST', '/api/customers'],
    ['GET', '/api/customers/not-an-id'],
    ['PATCH', '/api/customers/not-an-id'],
    ['GET', '/api/customers/not-an-id/actions'],
    ['POST', '/api/customers/not-an-id/comments'],
    ['POST', '/api/customers/not-an-id/skips'],
    ['POST', '/api/customers/not-an-id/attachments?name='],
    ['GET', '/api/attachments/not-an-id'],
    ['DELETE', '/api/attachments/not-an-id'],
    ['POST', '/api/imports?name='],
    ['GET', '/api/imports?limit=abc'],
    ['GET', '/api/imports/not-an-id'],
    ['PUT', '/api/imports/not-an-id/mapping'],
    ['POST', '/api/imports/not-an-id/check'],
    ['GET', '/api/imports/not-an-id/errors.csv'],
    ['POST', '/api/imports/not-an-id/run'],
    ['POST', '/api/imports/not-an-id/cancel'],
    ['POST', '/api/imports/not-an-id/undo'],
    ['GET', '/api/mentions?limit=abc'],
    ['POST', '/api/mentions/read'],
    ['GET', '/api/customers/not-an-id/desk'],
    ['PUT', '/api/customers/not-an-id/desk/visit'],
    ['PUT', '/api/customers/not-an-id/desk/drafts/nothing'],
    ['DELETE', '/api/customers/not-an-id/desk/drafts/nothing/x'],
    ['GET', '/api/drafts'],
    ['GET', '/api/activity?limit=abc'],
    ['GET', '/api/activity/not-an-id'],
    ['GET', '/api/activity.csv?limit=abc'],
    ['GET', '/api/settings'],
    ['PATCH', '/api/settings'],
    ['PATCH', '/api/settings/profile'],
    ['POST', '/api/settings/password'],
    ['GET', '/api/settings/sessions'],
    ['DELETE', '/api/settings/sessions'],
    ['DELETE', '/api/settings/sessions/not-an-id'],
  ];
  return calls.map(([method, path]) =>
    hostile(
      `${method} ${path} signed out`,
      SIGNED_OUT,
      () => ({ method, path, headers: [JSON_TYPE], body: '{' }),
      'visitor',
    ),
  );
}

const BROKEN_LINES: ReadonlyArray<readonly [name: string, line: string]> = [
  ['a lone CR', 'X-Any: a\rX-Injected: b'],
  ['a NUL', 'X-Any: a\u0000b'],
  ['a control character', 'X-Any: a\u0001b'],
  ['DEL', 'X-Any: a\u007fb'],
  ['a space before the colon', 'X-Any : a'],
  ['no colon', 'X-Any'],
  ['no name', ': a'],
  ['a space in the name', 'X Any: a'],
  ['a name that is not ASCII', 'X-\u00c4ny: a'],
  ['a folded line', 'X-Any: a\r\n b'],
  ['a folded first line', ' X-Any: a'],
  ['a line break in the request id', 'X-Request-Id: abcdefgh\rSet-Cookie: a=b'],
  ['a line break in the key', 'Idempotency-Key: a\rb'],
];

const LONG_LINES: ReadonlyArray<readonly [name: string, line: string]> = [
  ['a value of 20,000 characters', `X-Any: ${'a'.repeat(20_000)}`],
  ['a name of 20,000 characters', `${'X'.repeat(20_000)}: a`],
  ['a cookie of 60,000 characters', `Cookie: caseload.sid=${'a'.repeat(60_000)}`],
  ['2,000 headers', Array.from({ length: 2_000 }, (_, i) => `X-${i}: ${i}`).join('\r\n')],
];

/** Header lines that are none, on a request with a session. */
function brokenLines(): HostileInput[] {
  const row =
    (refusal: Refusal) =>
    ([name, line]: readonly [string, string]) =>
      rawInput(
        `header line: ${name}`,
        refusal,
        ({ cookies: { supervisor } }) =>
          `GET /api/employees HTTP/1.1\r\nHost: a\r\nCookie: ${supervisor}\r\n${line}\r\n\r\n`,
      );
  return [...BROKEN_LINES.map(row(invalidAt(''))), ...LONG_LINES.map(row(TOO_LONG))];
}

const FORBIDDEN = refusedAs(403, 'forbidden');
const FOREIGN: ReadonlyArray<readonly [string, string]> = [
  ['Sec-Fetch-Site', 'cross-site'],
  ['Sec-Fetch-Site', 'same-site'],
  ['Sec-Fetch-Site', ''],
  ['Sec-Fetch-Site', 'SAME-ORIGIN'],
  ['Origin', 'https://evil.example'],
  ['Origin', 'null'],
  ['Origin', ''],
  ['Origin', 'http://caseload.example.evil.example'],
  ['Origin', 'http://caseload.example:81'],
];

/** Writes that another site made a browser send. */
function crossSite(): HostileInput[] {
  return FOREIGN.map((header) =>
    hostile(`a comment with ${header.join(': ')}`, FORBIDDEN, (world) => ({
      method: 'POST',
      path: comment(world),
      headers: [JSON_TYPE, header],
      body: '{"body":"a"}',
    })),
  );
}

export const hostileHeaders = (): HostileInput[] => [
  ...valuesOfHeaders(),
  ...cookies(),
  ...signedOut(),
  ...brokenLines(),
  ...crossSite(),
];
