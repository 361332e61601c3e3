import {
  type HostileInput,
  hostile,
  invalidAt,
  jsonRequest,
  type Refusal,
  refusedAs,
} from './hostileInput.ts';
import { callOf } from './hostileTexts.ts';
import { jsonWith, pointerTo } from './textLeaves.ts';

type Fault = readonly [id: string, method: string, path: readonly (string | number)[], literal: string];

/** Views and custom fields with one value that none may have. */
const FAULTS: readonly Fault[] = [
  ['createView', 'POST', ['name'], `"${'x'.repeat(61)}"`],
  ['createView', 'POST', ['name'], '"a\\nb"'],
  ['createView', 'POST', ['filter'], 'null'],
  ['createView', 'POST', ['filter'], '[]'],
  ['createView', 'POST', ['filter', 'organisationId'], '"0193a5d2-0000-7000-8000-000000000000"'],
  ['createView', 'POST', ['filter', '__proto__'], '{"status":["new"]}'],
  ['createView', 'POST', ['filter', 'limit'], '1'],
  ['createView', 'POST', ['filter', 'assignedTo'], '"everybody"'],
  ['createView', 'POST', ['filter', 'assignedTo'], 'null'],
  ['createView', 'POST', ['filter', 'status'], '[]'],
  ['createView', 'POST', ['filter', 'status'], '"new"'],
  ['createView', 'POST', ['filter', 'status'], '["nonexistent"]'],
  ['createView', 'POST', ['filter', 'status'], `[${'"new",'.repeat(20_000)}"new"]`],
  ['createView', 'POST', ['filter', 'category'], '["open","open","open","open"]'],
  ['createView', 'POST', ['filter', 'priority'], '[1]'],
  ['createView', 'POST', ['filter', 'tag'], `[${Array.from({ length: 51 }, (_, i) => `"t${i}"`).join(',')}]`],
  ['createView', 'POST', ['filter', 'archived'], 'false'],
  ['createView', 'POST', ['filter', 'due'], '"yesterday"'],
  ['createView', 'POST', ['filter', 'q'], '""'],
  ['createView', 'POST', ['sort'], '"constructor"'],
  ['createView', 'POST', ['shared'], '"true"'],
  ['createView', 'POST', ['shared'], 'null'],
  ['createView', 'POST', ['ownerId'], '"0193a5d2-0000-7000-8000-000000000000"'],
  ['updateView', 'PATCH', ['filter', 'status'], '["nonexistent"]'],
  ['updateView', 'PATCH', ['kind'], '"built-in"'],
  ['createCustomField', 'POST', ['key'], '"__proto__"'],
  ['createCustomField', 'POST', ['key'], `"${'x'.repeat(65)}"`],
  ['createCustomField', 'POST', ['key'], '"a b"'],
  ['createCustomField', 'POST', ['label'], '"a\\u2028b"'],
  ['createCustomField', 'POST', ['type'], '"json"'],
  ['createCustomField', 'POST', ['type'], '"text"'],
  ['createCustomField', 'POST', ['choices'], '[]'],
  ['createCustomField', 'POST', ['choices'], '["a","a"]'],
  [
    'createCustomField',
    'POST',
    ['choices'],
    `[${Array.from({ length: 101 }, (_, i) => `"c${i}"`).join(',')}]`,
  ],
  ['createCustomField', 'POST', ['choices'], `[${'"a",'.repeat(20_000)}"a"]`],
  ['createCustomField', 'POST', ['position'], '1'],
  ['updateCustomField', 'PATCH', ['type'], '"text"'],
  ['updateCustomField', 'PATCH', ['key'], '"other"'],
  ['updateCustomField', 'PATCH', ['position'], '-1'],
  ['updateCustomField', 'PATCH', ['position'], '1.5'],
  ['updateCustomField', 'PATCH', ['position'], '10001'],
  ['updateCustomField', 'PATCH', ['archived'], '1'],
];

/** Where a fault is named when it is not where the value stands. */
const NAMED_AT: Readonly<Record<string, string>> = { '/type "text"': '/choices' };

const NO_KEYS = ['0', '-1', '%00', '%20', '__proto__', 'a-b', 'a%20b', "a'--", '..%2F..', 'x'.repeat(65)];

export function hostileDefinitions(): HostileInput[] {
  const short = (text: string) => (text.length > 60 ? `${text.slice(0, 60)}… (${text.length})` : text);
  return [
    ...FAULTS.map(([id, method, path, literal]) => {
      const pointer = pointerTo(path);
      const named = (id === 'createCustomField' && NAMED_AT[`${pointer} ${literal}`]) || pointer;
      return hostile(`${id}: ${pointer} is ${short(literal)}`, invalidAt(named), (world) => {
        const call = callOf(id, world);
        return jsonRequest(method, call.path, jsonWith(call.body, path, literal));
      });
    }),
    ...NO_KEYS.map((key) =>
      hostile(`updateCustomField: the key ${short(key)}`, invalidAt('/key'), () =>
        jsonRequest('PATCH', `/api/custom-fields/${key}`, '{"label":"a"}'),
      ),
    ),
    ...hostileClaims(),
  ];
}

type Claim = readonly [
  name: string,
  refusal: Refusal,
  id: string,
  method: string,
  caller: 'employee' | 'supervisor',
  values: object,
  path?: string,
];

const NOBODY = '0193a5d2-0000-7000-8000-00000000beef';
const STALE = { updatedAt: '2020-01-01T00:00:00.000000Z' };

/** Whole and well-formed, but not for this caller or not in this state. */
const CLAIMS: readonly Claim[] = [
  ['shared by an employee', refusedAs(403, 'forbidden'), 'createView', 'POST', 'employee', {}],
  ["another's personal view", refusedAs(404, 'not-found'), 'updateView', 'PATCH', 'employee', {}],
  ['a shared view, by an employee', refusedAs(403, 'forbidden'), 'deleteView', 'DELETE', 'employee', {}],
  [
    'a view that is none',
    refusedAs(404, 'not-found'),
    'updateView',
    'PATCH',
    'supervisor',
    {},
    `/api/views/${NOBODY}`,
  ],
  [
    'a view that is none',
    refusedAs(404, 'not-found'),
    'deleteView',
    'DELETE',
    'supervisor',
    {},
    `/api/views/${NOBODY}`,
  ],
  ['a stale updatedAt', refusedAs(409, 'outdated'), 'updateView', 'PATCH', 'supervisor', STALE],
  ['by an employee', refusedAs(403, 'forbidden'), 'createCustomField', 'POST', 'employee', {}],
  ['by a supervisor', refusedAs(403, 'forbidden'), 'createCustomField', 'POST', 'supervisor', {}],
  ['by a supervisor', refusedAs(403, 'forbidden'), 'updateCustomField', 'PATCH', 'supervisor', STALE],
];

function hostileClaims(): HostileInput[] {
  return CLAIMS.map(([name, refusal, id, method, caller, values, path]) =>
    hostile(
      `${id}: ${name}`,
      refusal,
      (world) => {
        const call = callOf(id, world);
        return jsonRequest(method, path ?? call.path, JSON.stringify({ ...call.body, ...values }));
      },
      caller,
    ),
  );
}
