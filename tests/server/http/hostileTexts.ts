import { z } from 'zod';
import { endpoints } from '@caseload/shared/endpoints.ts';
import { type HostileInput, hostile, invalidAt, jsonRequest, type Refusal } from './hostileInput.ts';
import { jsonWith, pointerTo, textLeaves } from './textLeaves.ts';
import { validCalls } from './validCalls.ts';
import type { World } from './world.ts';

/** JSON literals that no text field takes. */
const BAD_TEXT: Readonly<Record<string, string>> = {
  'a NUL': '"a\\u0000b"',
  'a lone high surrogate': '"a\\ud83d"',
  'a lone low surrogate': '"\\ude00a"',
  'surrogates the wrong way round': '"\\ude00\\ud83d"',
  'a hundred thousand characters': `"${'x'.repeat(100_000)}"`,
  'an object': '{"a":1}',
  'an array in an array': '[["a"]]',
};

/** Bytes that are not UTF-8, in place of `#` of a JSON literal. */
const BAD_BYTES: Readonly<Record<string, Buffer>> = {
  'a byte that is never UTF-8': Buffer.from([0xff]),
  'a surrogate as CESU-8': Buffer.from([0xed, 0xa0, 0x80]),
  'an overlong slash': Buffer.from([0xc0, 0xaf]),
};

/** Every text of every body, found in the schemas, so that a new field is attacked from its first day. */
export function hostileTexts(): HostileInput[] {
  return endpoints.flatMap(({ id, method, body }) => {
    const leaves = body ? textLeaves(body) : [];
    const row = (name: string, refusal: Refusal, make: (valid: unknown) => string | Buffer) =>
      hostile(`${id}: ${name}`, refusal, (world) => {
        const call = callOf(id, world);
        return jsonRequest(method, call.path, make(call.body));
      });
    return leaves.flatMap((path) => {
      const pointer = pointerTo(path);
      return [
        ...Object.entries(BAD_TEXT).map(([name, literal]) =>
          row(`${pointer} is ${name}`, invalidAt(pointer), (valid) => jsonWith(valid, path, literal)),
        ),
        ...Object.entries(BAD_BYTES).map(([name, bytes]) =>
          row(`${pointer} holds ${name}`, invalidAt(''), (valid) =>
            splice(jsonWith(valid, path, '"#"'), bytes),
          ),
        ),
      ];
    });
  });
}

function splice(json: string, bytes: Buffer): Buffer {
  const [before = '', after = ''] = json.split('"#"');
  return Buffer.concat([Buffer.from(`${before}"`), bytes, Buffer.from(`"${after}`)]);
}

const BAD_VALUES: Readonly<Record<string, string>> = {
  'a NUL': 'a%00b',
  'a surrogate as CESU-8': '%ED%A0%80',
  'a byte that is never UTF-8': '%FF',
  'a broken escape': '%zz',
  'half an escape': '%4',
  'ten thousand characters': 'x'.repeat(10_000),
};

/** Every parameter of every query, likewise. */
export function hostileQueries(): HostileInput[] {
  return endpoints.flatMap(({ id, method, query }) =>
    namesOf(query).flatMap((name) => [
      ...Object.entries(BAD_VALUES).map(([fault, value]) =>
        hostile(`${id}: ?${name} is ${fault}`, invalidAt(`/${name}`), (world) => ({
          method,
          path: `${pathOf(id, world)}?${name}=${value}`,
        })),
      ),
      hostile(`${id}: ?${name} comes twice`, invalidAt(`/${name}`), (world) => ({
        method,
        path: `${pathOf(id, world)}?${name}=x&${name}=x`,
      })),
      hostile(`${id}: ?${name}[] is no parameter`, invalidAt(`/${name}[]`), (world) => ({
        method,
        path: `${pathOf(id, world)}?${name}[]=x`,
      })),
    ]),
  );
}

function namesOf(query: z.ZodType | undefined): string[] {
  return query instanceof z.ZodObject ? Object.keys(query.shape) : [];
}

function pathOf(id: string, world: World): string {
  return callOf(id, world).path.split('?')[0] ?? '';
}

export function callOf(id: string, world: World) {
  const call = validCalls[id];
  if (!call) throw new Error(`validCalls.ts has no call for ${id}`);
  return call(world);
}
