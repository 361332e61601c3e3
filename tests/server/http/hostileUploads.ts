import { ATTACHMENT_MAXIMUM_BYTES } from '@caseload/shared/attachments/attachment.ts';
import type { RequestParts } from './exchange.ts';
import { type HostileInput, hostile, invalidAt, rawInput, type Refusal, refusedAs } from './hostileInput.ts';
import type { World } from './world.ts';

const BYTES = ['Content-Type', 'application/octet-stream'] as const;

/** An upload of bytes as they are. */
export const bytesRequest = (path: string, body: string | Buffer): RequestParts => ({
  method: 'POST',
  path,
  headers: [BYTES],
  body,
});

const NO_NAMES: ReadonlyArray<readonly [name: string, value: string]> = [
  ['empty', ''],
  ['spaces', '%20%20'],
  ['two lines', 'a%0Ab.txt'],
  ['a line break of Unicode', 'a%E2%80%A8b.txt'],
  ['201 characters', 'x'.repeat(201)],
  ['a program', 'setup.exe'],
  ['a program behind a path', '..%2F..%2Fsetup.EXE'],
  ['a program behind a dot', 'setup.exe.'],
  ['a program behind a stream', 'a.txt%3Asetup.exe'],
  ['a program behind a mark that turns the writing', '%E2%80%AEtxt.exe'],
  ['a script', 'run.sh'],
  ['a page', 'a.html'],
  ['a picture with scripts', 'a.SVG'],
];

const NO_FILES: ReadonlyArray<readonly [name: string, refusal: Refusal, content: string]> = [
  ['nothing', invalidAt(''), ''],
  ['a program', invalidAt('/name'), `MZ\u0000${'\u0000'.repeat(200)}`],
  ['a script', invalidAt('/name'), '#!/bin/sh\n'],
  ['a page', invalidAt('/name'), '<html><script>alert(1)</script></html>'],
  ['a page behind 60,000 spaces', invalidAt('/name'), `${' '.repeat(60_000)}<html>`],
  ['a page behind 20,000 comments', invalidAt('/name'), `${'<!---->'.repeat(8_000)}<html>`],
  ['a picture with scripts', invalidAt('/name'), '<svg onload="alert(1)">'],
];

const NO_FRAMES: ReadonlyArray<readonly [name: string, refusal: Refusal, lines: string]> = [
  ['JSON', refusedAs(415, 'unsupported-media-type'), 'Content-Type: application/json\r\nContent-Length: 2'],
  [
    'a form',
    refusedAs(415, 'unsupported-media-type'),
    'Content-Type: multipart/form-data; boundary=a\r\nContent-Length: 2',
  ],
  ['no type', refusedAs(415, 'unsupported-media-type'), 'Content-Length: 2'],
  [
    'packed bytes',
    refusedAs(415, 'unsupported-media-type'),
    'Content-Type: application/octet-stream\r\nContent-Encoding: gzip\r\nContent-Length: 2',
  ],
  [
    'a byte too many, announced',
    refusedAs(413, 'payload-too-large'),
    `Content-Type: application/octet-stream\r\nContent-Length: ${ATTACHMENT_MAXIMUM_BYTES + 1}`,
  ],
  [
    '10 GB, announced',
    refusedAs(413, 'payload-too-large'),
    'Content-Type: application/octet-stream\r\nContent-Length: 10737418240',
  ],
];

/** Files that are not taken, and people who may not have the ones there are. */
export function hostileUploads(): HostileInput[] {
  const at = ({ customers }: World, name: string) =>
    `/api/customers/${customers[0]}/attachments?name=${name}`;
  return [
    ...NO_NAMES.map(([name, value]) =>
      hostile(`a file called ${name}`, invalidAt('/name'), (world) => bytesRequest(at(world, value), 'a')),
    ),
    ...NO_FILES.map(([name, refusal, content]) =>
      hostile(`a file that is ${name}`, refusal, (world) => bytesRequest(at(world, 'a.txt'), content)),
    ),
    ...NO_FRAMES.map(([name, refusal, lines]) =>
      rawInput(`a file as ${name}`, refusal, (world) =>
        [
          `POST ${at(world, 'a.txt')} HTTP/1.1`,
          'Host: a',
          `Cookie: ${world.cookies.supervisor}`,
          lines,
          '',
          '{}',
        ].join('\r\n'),
      ),
    ),
    hostile(
      'a file for a customer of another organisation',
      refusedAs(404, 'not-found'),
      ({ northgateCustomer }) => bytesRequest(`/api/customers/${northgateCustomer}/attachments?name=a`, 'a'),
    ),
    hostile('a file whose end never comes in chunks', invalidAt(''), (world) => ({
      method: 'POST',
      path: at(world, 'a.txt'),
      headers: [BYTES, ['Transfer-Encoding', 'chunked']],
      body: '5\r\nabcde\r\nzz\r\n',
    })),
    ...(['GET', 'DELETE'] as const).flatMap((method) => [
      hostile(
        `${method} a file that waits for somebody else`,
        refusedAs(404, 'not-found'),
        ({ files }) => ({ method, path: `/api/attachments/${files.waiting}` }),
        'employee',
      ),
      hostile(`${method} a file that is none`, refusedAs(404, 'not-found'), ({ customers }) => ({
        method,
        path: `/api/attachments/${customers[0]}`,
      })),
    ]),
    hostile('DELETE a file that a comment holds', refusedAs(403, 'forbidden'), ({ files }) => ({
      method: 'DELETE',
      path: `/api/attachments/${files.sent}`,
    })),
  ];
}
