import {
  type HostileInput,
  hostile,
  invalidAt,
  jsonRequest,
  type Refusal,
  refusedAs,
} from './hostileInput.ts';
import type { World } from './world.ts';

const NOBODY = '0193a5d2-0000-7000-8000-00000000beef';

const COMMENTS: ReadonlyArray<readonly [name: string, at: string, body: (world: World) => object]> = [
  ['nothing', '/body', () => ({ body: '' })],
  ['spaces', '/body', () => ({ body: ' \n\t' })],
  ['a mention of nobody', '/body', () => ({ body: `@[A](user:${NOBODY})` })],
  ['a mention of an id that is none', '/body', () => ({ body: `@[A](user:${'-'.repeat(36)})` })],
  [
    'a mention of somebody of another organisation',
    '/body',
    ({ cast }) => ({ body: `@[A](user:${cast.northgate.employee.id})` }),
  ],
  ['a file that is none', '/attachmentIds', () => ({ body: 'a', attachmentIds: [NOBODY] })],
  [
    'a file that a comment holds',
    '/attachmentIds',
    ({ files }) => ({ body: 'a', attachmentIds: [files.sent] }),
  ],
  [
    'a file of another customer',
    '/attachmentIds',
    ({ files }) => ({ body: 'a', attachmentIds: [files.waiting] }),
  ],
  [
    'a file twice',
    '/attachmentIds',
    ({ files }) => ({ body: 'a', attachmentIds: [files.waiting, files.waiting] }),
  ],
  ['eleven files', '/attachmentIds', () => ({ body: 'a', attachmentIds: Array(11).fill(NOBODY) })],
  ['files that are no list', '/attachmentIds', () => ({ body: 'a', attachmentIds: NOBODY })],
];

const READS: ReadonlyArray<readonly [name: string, refusal: Refusal, body: string]> = [
  ['nothing', invalidAt(), '{}'],
  ['not all', invalidAt('/all'), '{"all":false}'],
  ['all and a customer', invalidAt(), `{"all":true,"customerId":"${NOBODY}"}`],
  ['no comments', invalidAt('/actionIds'), '{"actionIds":[]}'],
  ['a list of nothing', invalidAt('/actionIds/0'), '{"actionIds":[null]}'],
  [
    'more comments than a page holds',
    invalidAt('/actionIds'),
    JSON.stringify({ actionIds: Array(201).fill(NOBODY) }),
  ],
];

/** Comments, skips and marks that refer to what they may not. */
export function hostileRemarks(): HostileInput[] {
  const skip = (customer: string, body: string) =>
    jsonRequest('POST', `/api/customers/${customer}/skips`, body);
  return [
    ...COMMENTS.map(([name, at, bodyOf]) =>
      hostile(`a comment with ${name}`, invalidAt(at), (world) =>
        jsonRequest('POST', `/api/customers/${world.customers[0]}/comments`, JSON.stringify(bodyOf(world))),
      ),
    ),
    ...READS.map(([name, refusal, body]) =>
      hostile(`mark as read: ${name}`, refusal, () => jsonRequest('POST', '/api/mentions/read', body)),
    ),
    ...[
      '{}',
      '{"reason":""}',
      '{"reason":null}',
      '{"reason":"a\\nb"}',
      `{"reason":"${'x'.repeat(501)}"}`,
    ].map((body) =>
      hostile(`a skip with ${body.slice(0, 30)}`, invalidAt('/reason'), ({ customers }) =>
        skip(customers[0], body),
      ),
    ),
    hostile('a skip of somebody else’s customer', refusedAs(404, 'not-found'), ({ northgateCustomer }) =>
      skip(northgateCustomer, '{"reason":"a"}'),
    ),
  ];
}
