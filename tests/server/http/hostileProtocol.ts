import { randomBytes } from 'node:crypto';
import { type HostileInput, invalidAt, type Refusal, rawInput, refusedAs } from './hostileInput.ts';

/** Headers and body of a comment whose end two programs could see in different places. */
const SMUGGLED: ReadonlyArray<readonly [name: string, framing: string, body: string]> = [
  ['both lengths', 'Content-Length: 4\r\nTransfer-Encoding: chunked', '5c\r\n'],
  ['both lengths the other way', 'Transfer-Encoding: chunked\r\nContent-Length: 4', '0\r\n\r\n'],
  ['two lengths', 'Content-Length: 12\r\nContent-Length: 13', '{"body":"a"}'],
  ['the same length twice', 'Content-Length: 12\r\nContent-Length: 12', '{"body":"a"}'],
  ['a list of lengths', 'Content-Length: 12, 12', '{"body":"a"}'],
  ['a signed length', 'Content-Length: +12', '{"body":"a"}'],
  ['a negative length', 'Content-Length: -1', '{"body":"a"}'],
  ['a hexadecimal length', 'Content-Length: 0xc', '{"body":"a"}'],
  ['a length with letters', 'Content-Length: 12a', '{"body":"a"}'],
  ['a length past every number', `Content-Length: ${'9'.repeat(30)}`, '{"body":"a"}'],
  ['an empty length', 'Content-Length:', '{"body":"a"}'],
  ['an unknown coding', 'Transfer-Encoding: xchunked', '0\r\n\r\n'],
  ['chunked not last', 'Transfer-Encoding: chunked, identity', '0\r\n\r\n'],
  ['chunked twice', 'Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked', '0\r\n\r\n'],
  ['a space before the colon', 'Transfer-Encoding : chunked', '0\r\n\r\n'],
  ['a vertical tab', 'Transfer-Encoding: \u000bchunked', '0\r\n\r\n'],
  ['a folded coding', 'Transfer-Encoding:\r\n chunked', '0\r\n\r\n'],
  ['a chunk size that is none', 'Transfer-Encoding: chunked', 'zz\r\n{"body":"a"}\r\n0\r\n\r\n'],
  ['a negative chunk size', 'Transfer-Encoding: chunked', '-1\r\n'],
  ['a chunk size past every number', 'Transfer-Encoding: chunked', 'fffffffffffffffff\r\n'],
  ['a chunk longer than it says', 'Transfer-Encoding: chunked', '2\r\n{"body":"a"}\r\n0\r\n\r\n'],
  ['a chunk size with 0x', 'Transfer-Encoding: chunked', '0xc\r\n{"body":"a"}\r\n0\r\n\r\n'],
  ['a chunk extension of 40,000 characters', 'Transfer-Encoding: chunked', `c;${'a'.repeat(40_000)}\r\n`],
];

const NO_HTTP: ReadonlyArray<readonly [name: string, bytes: string | Buffer, refusal?: Refusal]> = [
  ['HTTP/0.9', 'GET /api/employees\r\n\r\n', refusedAs(401, 'unauthenticated')],
  ['HTTP/9.9', 'GET /api/employees HTTP/9.9\r\nHost: a\r\n\r\n'],
  ['HTTP/2', 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n'],
  ['a TLS hello', Buffer.from('16030100f5010000f1030300', 'hex')],
  ['a method that is none', 'FOO /api/employees HTTP/1.1\r\nHost: a\r\n\r\n'],
  ['a method in small letters', 'get /api/employees HTTP/1.1\r\nHost: a\r\n\r\n'],
  ['a method of 10,000 letters', `${'G'.repeat(10_000)} / HTTP/1.1\r\n\r\n`],
  ['noise', Buffer.concat([Buffer.from([0]), randomBytes(2_000)])],
  [
    'a tunnel',
    'CONNECT elsewhere.example:443 HTTP/1.1\r\nHost: a\r\n\r\n',
    refusedAs(405, 'method-not-allowed'),
  ],
];

const LARGE = refusedAs(413, 'payload-too-large');

export function hostileProtocol(): HostileInput[] {
  const post = (path: string, cookie: string, framing: string, body: string) =>
    `POST ${path} HTTP/1.1\r\nHost: a\r\nCookie: ${cookie}\r\nContent-Type: application/json\r\n${framing}\r\n\r\n${body}`;
  return [
    ...SMUGGLED.map(([name, framing, body]) =>
      rawInput(`smuggling: ${name}`, invalidAt(''), ({ customers, cookies: { supervisor } }) =>
        post(`/api/customers/${customers[0]}/comments`, supervisor, framing, body),
      ),
    ),
    ...NO_HTTP.map(([name, bytes, refusal]) =>
      rawInput(`not HTTP: ${name}`, refusal ?? invalidAt(''), () => bytes),
    ),
    rawInput('a body announced as 10 GB and never sent', LARGE, ({ cookies: { supervisor } }) =>
      post('/api/customers', supervisor, 'Content-Length: 10737418240', '{'),
    ),
    rawInput(
      'a body in chunks that grows past the limit and never ends',
      LARGE,
      ({ cookies: { supervisor } }) =>
        post(
          '/api/customers',
          supervisor,
          'Transfer-Encoding: chunked',
          `50000\r\n${' '.repeat(0x50000)}\r\n`,
        ),
    ),
    rawInput(
      'an expectation nobody knows',
      refusedAs(401, 'unauthenticated'),
      () => 'GET /api/employees HTTP/1.1\r\nHost: a\r\nExpect: miracles\r\n\r\n',
    ),
    rawInput(
      'an upgrade to another protocol',
      refusedAs(401, 'unauthenticated'),
      () => 'GET /api/employees HTTP/1.1\r\nHost: a\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n',
    ),
  ];
}
