import { z } from 'zod';
import type { EndpointDefinition } from '@caseload/shared/contracts/defineEndpoint.ts';

const node = z.looseObject({
  format: z.string().optional(),
  properties: z.record(z.string(), z.unknown()).optional(),
  items: z.unknown().optional(),
  anyOf: z.array(z.unknown()).optional(),
  oneOf: z.array(z.unknown()).optional(),
  allOf: z.array(z.unknown()).optional(),
});

/** Where the query and the body of an endpoint can name something by its id: such as `body/customers/[]/id`. */
export function placesOfIds({ query, body }: Pick<EndpointDefinition, 'query' | 'body'>): string[] {
  const places = Object.entries({ query, body }).flatMap(([part, schema]) =>
    schema ? idsIn(z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }), part) : [],
  );
  return [...new Set(places)];
}

function idsIn(schema: unknown, path: string): string[] {
  const read = node.safeParse(schema);
  if (!read.success) return [];
  const { format, properties = {}, items, anyOf = [], oneOf = [], allOf = [] } = read.data;
  return [
    ...(format === 'uuid' ? [path] : []),
    ...Object.entries(properties).flatMap(([name, inner]) => idsIn(inner, `${path}/${name}`)),
    ...(items === undefined ? [] : idsIn(items, `${path}/[]`)),
    ...[...anyOf, ...oneOf, ...allOf].flatMap((inner) => idsIn(inner, path)),
  ];
}
