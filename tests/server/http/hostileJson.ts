import { gzipSync } from 'node:zlib';
import {
  type HostileInput,
  hostile,
  invalidAt,
  JSON_TYPE,
  jsonRequest,
  type Refusal,
  refusedAs,
} from './hostileInput.ts';
import { callOf } from './hostileTexts.ts';

const TOO_LARGE = refusedAs(413, 'payload-too-large');
const WRONG_TYPE = refusedAs(415, 'unsupported-media-type');
const deep = (open: string, close: string, levels: number) => open.repeat(levels) + close.repeat(levels);

/** Bodies that are not the JSON of an object of the contract, with where the fault is. */
const BODIES: ReadonlyArray<readonly [name: string, refusal: Refusal, body: string | Buffer]> = [
  ['nothing', invalidAt(''), ''],
  ['white space', invalidAt(''), ' \r\n\t '],
  ['a brace', invalidAt(''), '{'],
  ['an open string', invalidAt(''), '{"name":"a'],
  ['an open escape', invalidAt(''), '{"name":"a\\'],
  ['a comma too many', invalidAt(''), '{"name":"a",}'],
  ['a comma missing', invalidAt(''), '{"name":"a" "email":null}'],
  ['single quotes', invalidAt(''), "{'name':'a'}"],
  ['a bare key', invalidAt(''), '{name:"a"}'],
  ['a comment', invalidAt(''), '{"name":"a"/* b */}'],
  ['two objects', invalidAt(''), '{"name":"a"}{"name":"b"}'],
  ['something behind the object', invalidAt(''), '{"name":"a"}]'],
  ['a bad escape', invalidAt(''), '{"name":"\\x41"}'],
  ['a line break in a string', invalidAt(''), '{"name":"a\nb"}'],
  ['a NUL byte in a string', invalidAt(''), '{"name":"a\u0000b"}'],
  ['a byte order mark', invalidAt(''), '\ufeff{"name":"a"}'],
  ['UTF-16', invalidAt(''), Buffer.from('\ufeff{"name":"a"}', 'utf16le')],
  ['HTML', invalidAt(''), '<script>alert(1)</script>'],
  ['a form', invalidAt(''), 'name=a&email=b'],
  ['NaN', invalidAt(''), '{"name":NaN}'],
  ['Infinity', invalidAt(''), '{"name":-Infinity}'],
  ['a hexadecimal number', invalidAt(''), '{"name":0x10}'],
  ['a number with a leading zero', invalidAt(''), '{"name":01}'],
  ['a number without digits', invalidAt(''), '{"name":1.}'],
  ['undefined', invalidAt(''), '{"name":undefined}'],
  ['an array', invalidAt(''), '[]'],
  ['an array of one object', invalidAt(''), '[{"name":"a"}]'],
  ['a string', invalidAt(''), '"name"'],
  ['a number', invalidAt(''), '1'],
  ['true', invalidAt(''), 'true'],
  ['null', invalidAt(''), 'null'],
  ['45,000 arrays', invalidAt(''), deep('[', ']', 45_000)],
  ['100,000 open arrays', invalidAt(''), '['.repeat(100_000)],
  ['20,000 objects', invalidAt(''), `${'{"a":'.repeat(20_000)}1${'}'.repeat(20_000)}`],
  ['33 arrays', invalidAt(''), deep('[', ']', 33)],
  ['45,000 arrays in a known field', invalidAt(''), `{"name":${deep('[', ']', 45_000)}}`],
  ['20,000 unknown keys', invalidAt('/k0', '/k90'), manyKeys(20_000)],
  ['a key of 200,000 characters', invalidAt(`/${'k'.repeat(100)}`), `{"${'k'.repeat(200_000)}":1}`],
  ['a key that is a pointer', invalidAt('/a~1b~0c'), '{"a/b~c":1}'],
  ['a key with a NUL', invalidAt(''), '{"na\\u0000me":"a"}'],
  ['a key with a lone surrogate', invalidAt(''), '{"\\ud800":"a"}'],
  ['an empty key', invalidAt('/'), '{"":"a"}'],
  ['__proto__', invalidAt('/__proto__'), '{"__proto__":{"admin":true}}'],
  ['__proto__ in another spelling', invalidAt('/__proto__'), '{"\\u005f_proto__":{"admin":true}}'],
  ['constructor', invalidAt('/constructor'), '{"constructor":{"prototype":{"admin":true}}}'],
  ['prototype', invalidAt('/prototype'), '{"prototype":{}}'],
  ['toString', invalidAt('/toString'), '{"toString":"a"}'],
  ['hasOwnProperty', invalidAt('/hasOwnProperty'), '{"hasOwnProperty":1}'],
  ['a key twice', invalidAt('/name'), '{"name":"a","name":"b"}'],
  ['a key twice with the same value', invalidAt('/name'), '{"name":"a","name":"a"}'],
  ['a key twice in two spellings', invalidAt('/name'), '{"name":"a","n\\u0061me":"b"}'],
  ['an unknown key twice', invalidAt('/x/0/y'), '{"x":[{"y":1,"y":2}]}'],
  ['more than the limit', TOO_LARGE, `{"notes":"${'x'.repeat(262_144)}"}`],
  ['four megabytes', TOO_LARGE, Buffer.alloc(4 * 1_048_576, ' ')],
];

function manyKeys(count: number): string {
  return `{${Array.from({ length: count }, (_, i) => `"k${i}":1`).join(',')}}`;
}

const WRITES = [
  ['signIn', 'POST'],
  ['createCustomer', 'POST'],
  ['updateCustomer', 'PATCH'],
  ['postComment', 'POST'],
] as const;

export function hostileBodies(): HostileInput[] {
  return WRITES.flatMap(([id, method]) =>
    BODIES.map(([name, refusal, body]) =>
      hostile(`${id}: the body is ${name}`, refusal, (world) =>
        jsonRequest(method, callOf(id, world).path, body),
      ),
    ),
  );
}

const MEDIA_TYPES: ReadonlyArray<string | undefined> = [
  undefined,
  '',
  'text/plain',
  'text/json',
  'application/jsonp',
  'application/vnd.api+json',
  'application/x-www-form-urlencoded',
  'multipart/form-data; boundary=x',
  'application/json; charset=iso-8859-1',
  'application/json; charset=utf-16',
  'application/json; charset=utf-8; charset=latin1',
  'application/json, text/plain',
  'application/json;boundary=x',
];

let packedBomb: Buffer | undefined;
/** Fifty megabytes of nothing, small on the wire. */
function bomb(): Buffer {
  packedBomb ??= gzipSync(Buffer.alloc(50_000_000));
  return packedBomb;
}

/** A valid body that is said to be something else, or packed. */
export function hostileMediaTypes(): HostileInput[] {
  return WRITES.flatMap(([id, method]) => {
    const sent =
      (headers: ReadonlyArray<readonly [string, string]>, pack: (json: string) => string | Buffer) =>
      (world: Parameters<typeof callOf>[1]) => {
        const call = callOf(id, world);
        return { method, path: call.path, headers, body: pack(JSON.stringify(call.body)) };
      };
    const asItIs = (json: string) => json;
    const packed = (coding: string) => [JSON_TYPE, ['Content-Encoding', coding] as const];
    return [
      ...MEDIA_TYPES.map((type) =>
        hostile(
          `${id}: the content type is ${type ?? 'missing'}`,
          WRONG_TYPE,
          sent(type === undefined ? [] : [['Content-Type', type]], asItIs),
        ),
      ),
      hostile(`${id}: the body is gzipped`, WRONG_TYPE, sent(packed('gzip'), gzipSync)),
      hostile(`${id}: gzip is announced, not done`, WRONG_TYPE, sent(packed('gzip'), asItIs)),
      hostile(`${id}: the coding is unknown`, WRONG_TYPE, sent(packed('x-none'), asItIs)),
      hostile(
        `${id}: a gzip bomb`,
        WRONG_TYPE,
        sent(packed('gzip'), () => bomb()),
      ),
    ];
  });
}
