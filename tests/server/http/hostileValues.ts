import {
  type HostileInput,
  hostile,
  invalidAt,
  jsonRequest,
  type Refusal,
  refusedAs,
} from './hostileInput.ts';
import { callOf } from './hostileTexts.ts';
import { bytesRequest } from './hostileUploads.ts';
import { jsonWith, pointerTo } from './textLeaves.ts';

const NO_TIMES = [
  '2026-02-29T00:00:00Z',
  '2100-02-29T00:00:00Z',
  '2026-02-30T00:00:00Z',
  '2026-13-01T00:00:00Z',
  '2026-00-10T00:00:00Z',
  '2026-01-32T00:00:00Z',
  '0000-01-01T00:00:00Z',
  '1899-12-31T23:59:59Z',
  '10000-01-01T00:00:00Z',
  '+010000-01-01T00:00:00Z',
  '-000001-01-01T00:00:00Z',
  '9999-12-31T23:59:59Z',
  '2026-01-01T00:00:00',
  '2026-01-01',
  '2026-01-01 00:00:00Z',
  '2026-01-01T24:00:00Z',
  '2026-01-01T23:60:00Z',
  '2026-06-30T23:59:60Z',
  '2026-01-01T00:00:00+24:00',
  '2026-01-01T00:00:00 Europe/Berlin',
  ' 2026-01-01T00:00:00Z',
  '1767225600',
  'infinity',
  'now',
  "2026-01-01T00:00:00Z'; drop table customers; --",
] as const;

const NO_IDS = [
  '0',
  '-1',
  'null',
  'undefined',
  'me',
  '%00',
  '%20',
  '__proto__',
  'constructor',
  "1'%20or%20'1'='1",
  '0193a5d2-0000-7000-8000-00000000000',
  '0193a5d2-0000-7000-8000-0000000000000',
  '0193a5d2-0000-0000-8000-000000000000',
  '0193a5d2-0000-7000-8000-00000000000g',
  '%7B0193a5d2-0000-7000-8000-000000000000%7D',
  '0193a5d200007000800000000000000f',
  '..%2F..%2Fetc%2Fpasswd',
  'x'.repeat(5_000),
] as const;

const short = (text: string) => (text.length > 60 ? `${text.slice(0, 60)}…` : text);

export function hostileTimes(): HostileInput[] {
  const inBody = (id: string, method: string, field: string) =>
    NO_TIMES.map((text) =>
      hostile(`${id}: ${field} is ${text}`, invalidAt(`/${field}`), (world) => {
        const call = callOf(id, world);
        return jsonRequest(method, call.path, jsonWith(call.body, field.split('/'), JSON.stringify(text)));
      }),
    );
  const inQuery = (field: string) =>
    NO_TIMES.map((text) =>
      hostile(`listCustomers: ?${field} is ${text}`, invalidAt(`/${field}`), () => ({
        method: 'GET',
        path: `/api/customers?${field}=${encodeURIComponent(text)}`,
      })),
    );
  return [
    ...inBody('createCustomer', 'POST', 'dueAt'),
    ...inBody('updateCustomer', 'PATCH', 'followUpAt'),
    ...inBody('updateCustomer', 'PATCH', 'updatedAt'),
    ...inBody('createView', 'POST', 'filter/dueFrom'),
    ...inBody('updateView', 'PATCH', 'filter/dueBefore'),
    hostile('updateCustomer: updatedAt with a thousand digits', invalidAt('/updatedAt'), ({ customers }) =>
      jsonRequest(
        'PATCH',
        `/api/customers/${customers[0]}`,
        `{"name":"a","updatedAt":"2026-01-01T00:00:00.${'1'.repeat(1_000)}Z"}`,
      ),
    ),
    ...inQuery('dueFrom'),
    ...inQuery('dueBefore'),
  ];
}

const ADDRESSES_WITH_ID = [
  ['GET', (id: string) => `/api/customers/${id}`],
  ['GET', (id: string) => `/api/customers/${id}/actions`],
  ['PATCH', (id: string) => `/api/customers/${id}`],
  ['POST', (id: string) => `/api/customers/${id}/comments`],
  ['PATCH', (id: string) => `/api/views/${id}`],
  ['DELETE', (id: string) => `/api/views/${id}`],
  ['POST', (id: string) => `/api/customers/${id}/skips`],
  ['POST', (id: string) => `/api/customers/${id}/attachments?name=a`],
  ['GET', (id: string) => `/api/attachments/${id}`],
  ['DELETE', (id: string) => `/api/attachments/${id}`],
  ['GET', (id: string) => `/api/imports/${id}`],
  ['PUT', (id: string) => `/api/imports/${id}/mapping`],
  ['POST', (id: string) => `/api/imports/${id}/check`],
  ['POST', (id: string) => `/api/imports/${id}/run`],
  ['POST', (id: string) => `/api/imports/${id}/cancel`],
  ['POST', (id: string) => `/api/imports/${id}/undo`],
  ['GET', (id: string) => `/api/imports/${id}/errors.csv`],
  ['GET', (id: string) => `/api/customers/${id}/desk`],
  ['PUT', (id: string) => `/api/customers/${id}/desk/visit`],
  ['PUT', (id: string) => `/api/customers/${id}/desk/drafts/comment`],
  ['DELETE', (id: string) => `/api/customers/${id}/desk/drafts/comment/laptop-0001`],
  ['GET', (id: string) => `/api/activity/${id}`],
] as const;

/** Of the addresses with an id, the bodies that are right but for it. */
const BODIES: ReadonlyArray<readonly [end: string, body: string]> = [
  ['comments', '{"body":"a"}'],
  ['skips', '{"reason":"a"}'],
  ['mapping', '{"delimiter":","}'],
  ['visit', '{"seenActionId":"0193a5d2-0000-7000-8000-00000000beef"}'],
  ['drafts/comment', '{"device":"laptop-0001","content":{},"typedAt":"2026-11-20T10:00:00Z"}'],
];

export function hostileIds(): HostileInput[] {
  const body = (method: string, path: string) => {
    if (path.includes('/attachments?')) return bytesRequest(path, 'a');
    return jsonRequest(method, path, BODIES.find(([end]) => path.endsWith(end))?.[1] ?? '{"name":"a"}');
  };
  const inPath = ADDRESSES_WITH_ID.flatMap(([method, pathOf]) => [
    ...NO_IDS.map((id) =>
      hostile(`${method} ${pathOf(short(id))}`, invalidAt('/id'), () => body(method, pathOf(id))),
    ),
    ...['%', '%zz', '%ED%A0%80', '%FF', '%C0%AF'].map((id) =>
      hostile(`${method} ${pathOf(id)} (broken escape)`, invalidAt(''), () => body(method, pathOf(id))),
    ),
  ]);
  const assignees = NO_IDS.filter((id) => id !== 'me').map((id) =>
    hostile(`listCustomers: ?assignedTo is ${short(id)}`, invalidAt('/assignedTo'), () => ({
      method: 'GET',
      path: `/api/customers?assignedTo=${id}`,
    })),
  );
  return [...inPath, ...assignees];
}

const NO_LIMITS = [
  '0',
  '201',
  '-1',
  '1e2',
  '1.5',
  '',
  '%20',
  '1%20',
  '0x10',
  '１',
  'NaN',
  '99999999999999999999',
  '1_0',
  '+1',
  'null',
];
const FALSE_ENUMS: ReadonlyArray<readonly [string, string]> = [
  ['sort', 'DueAt'],
  ['sort', '+dueAt'],
  ['sort', '-nothing'],
  ['sort', '--name'],
  ['sort', 'name;drop'],
  ['sort', ''],
  ['sort', '__proto__'],
  ['archived', 'yes'],
  ['archived', '1'],
  ['archived', ''],
  ['status', 'New'],
  ['status', 'new,'],
  ['status', ',new'],
  ['status', ''],
  ['status', 'nonexistent'],
  ['status', 'new,nonexistent'],
  ['status', "new'--"],
  ['status', Array.from({ length: 51 }, () => 'new').join(',')],
  ['category', 'closed'],
  ['category', 'open,'],
  ['priority', 'Urgent'],
  ['priority', '1'],
  ['tag', ''],
  ['tag', 'vip,,late'],
  ['tag', 'x'.repeat(51)],
  ['due', 'tomorrow'],
  ['due', 'today,week'],
  ['due', '__proto__'],
  ['followUp', 'asleep'],
  ['followUp', ''],
  ['timeZone', 'Mars/Phobos'],
  ['timeZone', '-02:00'],
  ['timeZone', "UTC';--"],
  ['timeZone', ''],
  ['include', 'secrets'],
  ['include', 'total,'],
  ['include', 'passwordHash'],
  ['assignedTo', ''],
  ['q', 'x'.repeat(201)],
  ['page', '2'],
  ['offset', '0'],
  ['organisationId', 'any'],
  ['__proto__', 'x'],
  ['constructor', 'x'],
  ['', 'x'],
];

const FALSE_ACTIVITY: ReadonlyArray<readonly [string, string]> = [
  ['actor', 'me'],
  ['actor', ''],
  ['customer', 'any'],
  ['customer', "1' or '1'='1"],
  ['type', 'Comment'],
  ['type', 'comment,'],
  ['type', 'login'],
  ['via', 'phone'],
  ['via', ''],
  ['field', ''],
  ['field', 'a\nb'],
  ['field', 'x'.repeat(101)],
  ['from', 'now'],
  ['from', '2026-01-01'],
  ['before', '2026-02-30T00:00:00Z'],
  ['before', 'infinity'],
  ['organisationId', 'any'],
  ['page', '2'],
];

export function hostileChoices(): HostileInput[] {
  const query = (path: string, name: string, value: string) =>
    hostile(`${path}?${name}=${short(value)}`, invalidAt(`/${name}`), ({ customers }) => ({
      method: 'GET',
      path: `${path.replace(':id', customers[0])}?${name}=${encodeURI(value)}`,
    }));
  return [
    ...['/api/customers', '/api/customers/:id/actions', '/api/mentions', '/api/activity'].flatMap((path) =>
      NO_LIMITS.map((limit) => query(path, 'limit', decodeURIComponent(limit))),
    ),
    ...FALSE_ENUMS.map(([name, value]) => query('/api/customers', name, value)),
    ...['Comment', 'comment,', 'login', ''].map((type) => query('/api/customers/:id/actions', 'type', type)),
    ...['', '%20', 'a%0Ab', 'x'.repeat(101)].map((field) =>
      query('/api/customers/:id/actions', 'field', decodeURIComponent(field)),
    ),
    ...['/api/activity', '/api/activity.csv', '/api/activity.xlsx'].flatMap((path) =>
      FALSE_ACTIVITY.map(([name, value]) => query(path, name, value)),
    ),
    ...['', '1', 'True'].map((unread) => query('/api/mentions', 'unread', unread)),
    ...['', 'attachment', 'true'].map((show) =>
      hostile(`downloadAttachment: ?show=${show}`, invalidAt('/show'), ({ files }) => ({
        method: 'GET',
        path: `/api/attachments/${files.sent}?show=${show}`,
      })),
    ),
    ...[
      '/api/session',
      '/api/session/demo',
      '/api/employees',
      '/api/tags',
      '/api/custom-fields',
      '/api/drafts',
      '/api/settings',
      '/api/settings/sessions',
      '/api/customers/:id/desk',
      '/api/openapi.json',
      '/health',
      '/live',
      '/ready',
    ].map((path) => query(path, 'x', '1')),
  ];
}

/** Values in fields where the type, not the text, is wrong. */
const VALUES: ReadonlyArray<readonly [path: readonly (string | number)[], literal: string, at?: string]> = [
  [['name'], 'null'],
  [['name'], '""'],
  [['name'], '"  "'],
  [['name'], '"a\\nb"'],
  [['name'], '"a\\u2028b"'],
  [['name'], '"a\\u001bb"'],
  [['name'], '["a"]'],
  [['name'], '{"toString":"a"}'],
  [['email'], '"nobody"'],
  [['email'], '"a@b@c.example"'],
  [['email'], `"${'a.'.repeat(50_000)}@b.example"`],
  [['email'], `"a@${'b-'.repeat(50_000)}"`],
  [['status'], '"NEW"'],
  [['status'], '"nonexistent"'],
  [['status'], 'null'],
  [['priority'], '"asap"'],
  [['priority'], '1'],
  [['priority'], 'null'],
  [['assignedTo'], '"me"'],
  [['assignedTo'], '0'],
  [['assignedTo'], '"0193a5d2-0000-7000-8000-00000000beef"'],
  [['archived'], '"false"'],
  [['archived'], '0'],
  [['archived'], 'null'],
  [['dueAt'], '1767225600000'],
  [['dueAt'], '{}'],
  [['notes'], 'null'],
  [['notes'], '[]'],
  [['tags'], 'null'],
  [['tags'], '"vip"'],
  [['tags'], '{"0":"vip"}'],
  [['tags'], '["a","a"]'],
  [['tags'], '["a"," a "]'],
  [['tags'], '[null]'],
  [['tags'], `[${Array.from({ length: 51 }, (_, i) => `"t${i}"`).join(',')}]`],
  [['tags'], `[${'1,'.repeat(100_000)}1]`],
  [['tags'], `[${'"\\u0000",'.repeat(25_000)}1]`],
  [['fields'], 'null'],
  [['fields'], '[]'],
  [['fields'], '["a"]'],
  [['fields'], '"a"'],
  [['fields'], '{"a":{"b":1}}'],
  [['fields'], '{"a":[1]}'],
  [['fields'], '{"1a":1}'],
  [['fields'], '{"a b":1}'],
  [['fields'], '{"":1}'],
  [['fields'], '{"__proto__":"x"}', '/fields/__proto__'],
  [['fields'], '{"__proto__":{"admin":true}}', '/fields/__proto__'],
  [['fields'], `{"${'a'.repeat(65)}":1}`],
  [['fields'], `{${Array.from({ length: 51 }, (_, i) => `"f${i}":1`).join(',')}}`],
  [['fields', 'n'], '9007199254740993'],
  [['fields', 'n'], '-9007199254740992'],
  [['fields', 'n'], '1e400'],
  [['fields', 'n'], '-1e400'],
  [['fields', 'n'], '1e308000000000'],
  [['fields', 'n'], '9'.repeat(400)],
  [['fields', 'n'], `1${'0'.repeat(10_000)}`],
  [['id'], '"0193a5d2-0000-7000-8000-000000000000"'],
  [['organisationId'], '"0193a5d2-0000-7000-8000-000000000000"'],
  [['organisation_id'], '"0193a5d2-0000-7000-8000-000000000000"'],
  [['version'], '7'],
  [['createdAt'], '"2020-01-01T00:00:00Z"'],
  [['externalId'], '"x"'],
];

export function hostileFieldValues(): HostileInput[] {
  return [['createCustomer', 'POST'] as const, ['updateCustomer', 'PATCH'] as const].flatMap(([id, method]) =>
    VALUES.map(([path, literal, at]) =>
      hostile(
        `${id}: ${pointerTo(path)} is ${short(literal)} (${literal.length})`,
        invalidAt(at ?? pointerTo(path)),
        (world) => {
          const call = callOf(id, world);
          return jsonRequest(method, call.path, jsonWith(call.body, path, literal));
        },
      ),
    ),
  );
}

const EMPTY_PATCHES: ReadonlyArray<readonly [name: string, refusal: Refusal, body: string]> = [
  ['{}', invalidAt(''), '{}'],
  ['only updatedAt', invalidAt(''), '{"updatedAt":"2026-01-01T00:00:00.000000Z"}'],
  ['no updatedAt', refusedAs(428, 'precondition-required'), '{"name":"a"}'],
  ['updatedAt null', invalidAt('/updatedAt'), '{"name":"a","updatedAt":null}'],
  ['updatedAt a number', invalidAt('/updatedAt'), '{"name":"a","updatedAt":1}'],
  ['a stale updatedAt', refusedAs(409, 'conflict'), '{"name":"a","updatedAt":"2020-01-01T00:00:00.000000Z"}'],
  [
    'an updatedAt to come',
    refusedAs(409, 'conflict'),
    '{"name":"a","updatedAt":"9998-01-01T00:00:00.000000Z"}',
  ],
  ['a rounded updatedAt', refusedAs(409, 'conflict'), '{"name":"a","updatedAt":"2026-11-21T00:00:00.000Z"}'],
];

export function hostilePatches(): HostileInput[] {
  return [
    ...EMPTY_PATCHES.map(([name, refusal, body]) =>
      hostile(`updateCustomer: ${name}`, refusal, ({ customers }) =>
        jsonRequest('PATCH', `/api/customers/${customers[0]}`, body),
      ),
    ),
    hostile(
      'updateCustomer: a customer of somebody else, by an employee',
      refusedAs(403, 'forbidden'),
      ({ customers, updatedAt }) =>
        jsonRequest('PATCH', `/api/customers/${customers[3]}`, JSON.stringify({ name: 'a', updatedAt })),
      'employee',
    ),
    hostile(
      'createCustomer: for somebody else, by an employee',
      refusedAs(403, 'forbidden'),
      ({ cast }) =>
        jsonRequest(
          'POST',
          '/api/customers',
          JSON.stringify({ name: 'a', assignedTo: cast.harbour.colleague.id }),
        ),
      'employee',
    ),
  ];
}
