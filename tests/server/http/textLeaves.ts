import { z } from 'zod';

type Schema = {
  readonly type?: string | undefined;
  readonly anyOf?: readonly Schema[] | undefined;
  readonly properties?: Readonly<Record<string, Schema>> | undefined;
  readonly items?: Schema | undefined;
  readonly additionalProperties?: Schema | boolean | undefined;
};

const schemaShape: z.ZodType<Schema> = z.lazy(() =>
  z.object({
    type: z.string().optional(),
    anyOf: z.array(schemaShape).optional(),
    properties: z.record(z.string(), schemaShape).optional(),
    items: schemaShape.optional(),
    additionalProperties: z.union([z.boolean(), schemaShape]).optional(),
  }),
);

/** Paths to every place of a body where text may stand, such as `['tags', 0]`; found in the schema itself. */
export function textLeaves(body: z.ZodType): Array<ReadonlyArray<string | number>> {
  const leaves = leavesOf(
    schemaShape.parse(z.toJSONSchema(body, { io: 'input', unrepresentable: 'any' })),
    [],
  );
  // A choice between two kinds of text is one place.
  return [...new Map(leaves.map((path) => [pointerTo(path), path])).values()];
}

function leavesOf(
  schema: Schema,
  path: ReadonlyArray<string | number>,
): Array<ReadonlyArray<string | number>> {
  const { additionalProperties: others } = schema;
  return [
    ...(schema.type === 'string' ? [path] : []),
    ...(schema.anyOf ?? []).flatMap((option) => leavesOf(option, path)),
    ...Object.entries(schema.properties ?? {}).flatMap(([key, property]) =>
      leavesOf(property, [...path, key]),
    ),
    ...(schema.items ? leavesOf(schema.items, [...path, 0]) : []),
    ...(typeof others === 'object' ? leavesOf(others, [...path, 'anything']) : []),
  ];
}

/** The JSON of `value` with `literal` standing at `path`, whatever that makes of it. */
export function jsonWith(value: unknown, path: ReadonlyArray<string | number>, literal: string): string {
  const marker = '@@here@@';
  return JSON.stringify(replaced(value, path, marker)).replace(`"${marker}"`, () => literal);
}

function replaced(value: unknown, [step, ...rest]: ReadonlyArray<string | number>, leaf: string): unknown {
  if (step === undefined) return leaf;
  if (typeof step === 'number') return [replaced(undefined, rest, leaf)];
  const object = typeof value === 'object' && value !== null ? Object.entries(value) : [];
  const inner = object.find(([key]) => key === step)?.[1];
  return { ...Object.fromEntries(object), [step]: replaced(inner, rest, leaf) };
}

export const pointerTo = (path: ReadonlyArray<string | number>) => path.map((step) => `/${step}`).join('');
