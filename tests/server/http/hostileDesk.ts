import { type HostileInput, hostile, invalidAt, jsonRequest, refusedAs } from './hostileInput.ts';
import type { World } from './world.ts';

const NOBODY = '0193a5d2-0000-7000-8000-00000000beef';
const TIME = '2026-11-20T10:00:00Z';
const draft = (content: string, device = '"laptop-0001"', typedAt = `"${TIME}"`) =>
  `{"device":${device},"content":${content},"typedAt":${typedAt}}`;

const DRAFTS: ReadonlyArray<readonly [name: string, at: string, body: string]> = [
  ['no content', '/content', draft('null')],
  ['a list', '/content', draft('[]')],
  ['a text', '/content', draft('"text"')],
  ['a NUL deep inside', '/content/a/0/b', draft('{"a":[{"b":"\\u0000"}]}')],
  ['a NUL in a key', '/content/a', draft('{"a":{"\\u0000":1}}')],
  ['half a character', '/content/a', draft('{"a":"\\ud83d"}')],
  ['a key twice', '/content/a', draft('{"a":1,"a":2}')],
  ['__proto__', '/content/__proto__', draft('{"__proto__":{"admin":true}}')],
  ['a number nobody can keep', '/content/a', draft('{"a":9007199254740993}')],
  ['a number beyond all', '/content/a', draft('{"a":1e400}')],
  ['more than it may hold', '/content', draft(`{"a":"${'x'.repeat(100_001)}"}`)],
  ['more when it is written out', '/content', draft(`{"a":[${'1e-300,'.repeat(300)}1]}`)],
  ['a key of 101 characters', '/content', draft(`{"${'k'.repeat(101)}":1}`)],
  ['33 lists', '', draft(`{"a":${'['.repeat(33)}${']'.repeat(33)}}`)],
  ['a device that is a list', '/device', draft('{}', '["laptop-0001"]')],
  ['a device of 65 characters', '/device', draft('{}', `"${'d'.repeat(65)}"`)],
  ['a device with a slash', '/device', draft('{}', '"../../0001"')],
  ['no device', '/device', `{"content":{},"typedAt":"${TIME}"}`],
  ['a time that is a number', '/typedAt', draft('{}', '"laptop-0001"', '1767225600000')],
  ['a time without a zone', '/typedAt', draft('{}', '"laptop-0001"', '"2026-11-20T10:00:00"')],
  ['somebody else', '/employeeId', draft('{}').replace('{', `{"employeeId":"${NOBODY}",`)],
];

const KINDS = [
  'Comment',
  'field',
  'field.',
  'field.1',
  'notes',
  'comment%00',
  '__proto__',
  'x'.repeat(5_000),
];
const DEVICES = ['x', 'laptop%200001', '%00%00%00%00%00%00%00%00', 'd'.repeat(65), '..%2F..%2F0001'];

const VISITS: ReadonlyArray<readonly [name: string, body: (world: World) => object]> = [
  ['nothing', () => ({})],
  ['null', () => ({ seenActionId: null })],
  ['an action that is none', () => ({ seenActionId: NOBODY })],
  ['an action of another customer', ({ mention }) => ({ seenActionId: mention })],
  ['a customer', ({ customers }) => ({ seenActionId: customers[0] })],
  ['no id', () => ({ seenActionId: "1' or '1'='1" })],
];

/** Drafts and visits that are none. */
export function hostileDesk(): HostileInput[] {
  const desk = (id: string) => `/api/customers/${id}/desk`;
  return [
    ...DRAFTS.map(([name, at, body]) =>
      hostile(`a draft with ${name}`, invalidAt(at), ({ customers }) =>
        jsonRequest('PUT', `${desk(customers[0])}/drafts/comment`, body),
      ),
    ),
    ...KINDS.map((kind) =>
      hostile(`a draft of kind ${kind.slice(0, 20)}`, invalidAt('/kind'), ({ customers }) =>
        jsonRequest('PUT', `${desk(customers[0])}/drafts/${kind}`, draft('{}')),
      ),
    ),
    ...DEVICES.map((device) =>
      hostile(
        `a draft to forget of device ${device.slice(0, 30)}`,
        invalidAt('/device'),
        ({ customers }) => ({
          method: 'DELETE',
          path: `${desk(customers[0])}/drafts/comment/${device}`,
        }),
      ),
    ),
    ...VISITS.map(([name, bodyOf]) =>
      hostile(`a visit that saw ${name}`, invalidAt('/seenActionId'), (world) =>
        jsonRequest('PUT', `${desk(world.customers[0])}/visit`, JSON.stringify(bodyOf(world))),
      ),
    ),
    ...[
      ['GET', '', undefined],
      ['PUT', '/visit', { seenActionId: NOBODY }],
      ['PUT', '/drafts/comment', JSON.parse(draft('{}'))],
      ['DELETE', '/drafts/comment/laptop-0001', undefined],
    ].map(([method, path, body]) =>
      hostile(
        `${method} the desk${path} of somebody else’s customer`,
        refusedAs(404, 'not-found'),
        ({ northgateCustomer }) =>
          body === undefined
            ? { method, path: `${desk(northgateCustomer)}${path}` }
            : jsonRequest(method, `${desk(northgateCustomer)}${path}`, JSON.stringify(body)),
      ),
    ),
  ];
}
