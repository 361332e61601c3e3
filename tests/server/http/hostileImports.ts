import { IMPORT_MAXIMUM_BYTES } from '@caseload/shared/imports/import.ts';
import { type HostileInput, hostile, invalidAt, rawInput, refusedAs } from './hostileInput.ts';
import type { RequestParts } from './exchange.ts';
import { bytesRequest } from './hostileUploads.ts';
import type { World } from './world.ts';

const FILE = 'name\nA\n';
const NAME = { field: 'name', columns: ['name'] };

const NO_QUERIES: ReadonlyArray<readonly [name: string, pointer: string, query: string]> = [
  ['without a name', '/name', ''],
  ['with an empty name', '/name', 'name='],
  ['with a name of two lines', '/name', 'name=a%0Ab.csv'],
  ['with a name of 201 characters', '/name', `name=${'x'.repeat(201)}`],
  ['in an encoding that nobody knows', '/encoding', 'name=a&encoding=ebcdic'],
  ['with something else', '/sheet', 'name=a&sheet=1'],
];

const NO_FILES: ReadonlyArray<readonly [name: string, content: string | Buffer]> = [
  ['nothing', ''],
  ['a header alone', 'name\n'],
  ['a page', '<html><table></table></html>'],
  ['a workbook', Buffer.from('504b0304140000000800', 'hex')],
  ['with a NUL', 'name\nA\u0000\n'],
  ['a cell of two megabytes', `name\n"${'x'.repeat(2_000_000)}"\n`],
  ['501 columns', `${',a'.repeat(500)}\n`],
];

const NO_MAPPINGS: ReadonlyArray<readonly [name: string, pointer: string, body: object]> = [
  ['nothing', '', {}],
  ['an unknown part', '/file', { file: 'b' }],
  ['an unknown encoding', '/encoding', { encoding: 'utf-7' }],
  ['an unknown delimiter', '/delimiter', { delimiter: 'ab' }],
  ['rules that are none', '/rules', { rules: 'name' }],
  ['no fields', '/rules/map', { rules: { map: [] } }],
  ['fields that are no list', '/rules/map', { rules: { map: NAME } }],
  ['an unknown field', '/rules/map/1/field', { rules: { map: [NAME, { field: 'id', columns: ['name'] }] } }],
  [
    'a field of the object',
    '/rules/map/1/field',
    { rules: { map: [NAME, { field: 'fields.__proto__', columns: ['name'] }] } },
  ],
  ['a field without columns', '/rules/map/0/columns', { rules: { map: [{ field: 'name', columns: [] }] } }],
  [
    'columns that are a text',
    '/rules/map/0/columns',
    { rules: { map: [{ field: 'name', columns: 'name' }] } },
  ],
  ['an unknown column', '/rules/map', { rules: { map: [{ field: 'name', columns: ['nome'] }] } }],
  ['101 fields', '/rules/map', { rules: { map: Array(101).fill(NAME) } }],
  ['an unknown way', '/rules/existing', { rules: { map: [NAME], existing: 'create' } }],
  ['an unknown zone', '/rules/timeZone', { rules: { map: [NAME], timeZone: 'Mars' } }],
  ['an unknown style', '/rules/dates', { rules: { map: [NAME], dates: 'uk' } }],
  [
    'an unknown status',
    '/rules/statuses',
    { rules: { map: [NAME], statuses: [{ word: 'a', key: 'gone' }] } },
  ],
  ['an unknown default', '/rules/statuses', { rules: { map: [NAME], statusDefault: 'gone' } }],
  [
    'an unknown priority',
    '/rules/priorities/0/key',
    { rules: { map: [NAME], priorities: [{ word: 'a', key: 'most' }] } },
  ],
  [
    'nobody',
    '/rules/assignees',
    { rules: { map: [NAME], assignees: [{ word: 'a', person: 'ana@northgate.example' }] } },
  ],
  [
    '1,001 words',
    '/rules/priorities',
    { rules: { map: [NAME], priorities: Array(1_001).fill({ word: 'a', key: 'low' }) } },
  ],
];

const put = (id: string, body: object): RequestParts => ({
  method: 'PUT',
  path: `/api/imports/${id}/mapping`,
  headers: [['Content-Type', 'application/json']],
  body: JSON.stringify(body),
});

/** Files that are no customers, mappings that make no sense, and people who may not import. */
export function hostileImports(): HostileInput[] {
  const byAdmin = (
    name: string,
    refusal: Parameters<typeof hostile>[1],
    parts: (world: World) => RequestParts,
  ) => hostile(`import: ${name}`, refusal, parts, 'admin');
  return [
    ...NO_QUERIES.map(([name, pointer, query]) =>
      byAdmin(`a file ${name}`, invalidAt(pointer), () => bytesRequest(`/api/imports?${query}`, FILE)),
    ),
    ...NO_FILES.map(([name, content]) =>
      byAdmin(`a file that is ${name}`, invalidAt(''), () =>
        bytesRequest('/api/imports?name=a.csv', content),
      ),
    ),
    ...NO_MAPPINGS.map(([name, pointer, body]) =>
      byAdmin(`a mapping of ${name}`, invalidAt(pointer), ({ imports }) => put(imports.waiting, body)),
    ),
    byAdmin('a mapping of what was imported', invalidAt('/id'), ({ imports }) =>
      put(imports.done, { delimiter: ',' }),
    ),
    byAdmin('running what was not checked', invalidAt('/id'), ({ imports }) => ({
      method: 'POST',
      path: `/api/imports/${imports.waiting}/run`,
    })),
    byAdmin('undoing what was never imported', invalidAt('/id'), ({ imports }) => ({
      method: 'POST',
      path: `/api/imports/${imports.waiting}/undo`,
    })),
    byAdmin('checking what was imported', invalidAt('/id'), ({ imports }) => ({
      method: 'POST',
      path: `/api/imports/${imports.done}/check`,
    })),
    byAdmin('errors where there are none', refusedAs(404, 'not-found'), ({ imports }) => ({
      method: 'GET',
      path: `/api/imports/${imports.waiting}/errors.csv`,
    })),
    byAdmin('a list from nowhere', invalidAt('/cursor'), () => ({
      method: 'GET',
      path: '/api/imports?cursor=abcdefgh',
    })),
    ...(['supervisor', 'employee'] as const).flatMap((who) => [
      hostile(
        `import: a file of a ${who}`,
        refusedAs(403, 'forbidden'),
        () => bytesRequest('/api/imports?name=a', FILE),
        who,
      ),
      ...['', '/errors.csv'].map((end) =>
        hostile(
          `import: GET ${end} by a ${who}`,
          refusedAs(403, 'forbidden'),
          ({ imports }) => ({ method: 'GET', path: `/api/imports/${imports.done}${end}` }),
          who,
        ),
      ),
      ...['check', 'run', 'cancel', 'undo'].map((what) =>
        hostile(
          `import: ${what} by a ${who}`,
          refusedAs(403, 'forbidden'),
          ({ imports }) => ({ method: 'POST', path: `/api/imports/${imports.done}/${what}` }),
          who,
        ),
      ),
      hostile(
        `import: a mapping of a ${who}`,
        refusedAs(403, 'forbidden'),
        ({ imports }) => put(imports.waiting, { delimiter: ',' }),
        who,
      ),
    ]),
    rawInput('import: a byte too many, announced', refusedAs(413, 'payload-too-large'), ({ cookies }) =>
      [
        'POST /api/imports?name=a.csv HTTP/1.1',
        'Host: a',
        `Cookie: ${cookies.admin}`,
        'Content-Type: application/octet-stream',
        `Content-Length: ${IMPORT_MAXIMUM_BYTES + 1}`,
        '',
        '{}',
      ].join('\r\n'),
    ),
  ];
}
