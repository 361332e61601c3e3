import { createDocument, type ZodOpenApiOperationObject, type ZodOpenApiPathsObject } from 'zod-openapi';
import { z } from 'zod';
import type { EndpointDefinition } from '@caseload/shared/contracts/defineEndpoint.ts';
import { problem } from '@caseload/shared/contracts/problems.ts';
import { endpoints } from '@caseload/shared/endpoints.ts';

/** The OpenAPI 3.1 document of all endpoints, made from their definitions. */
export function openApiDocument(): ReturnType<typeof createDocument> {
  const paths: ZodOpenApiPathsObject = {};
  for (const endpoint of endpoints) {
    const path = endpoint.path.replaceAll(/:(?<name>\w+)/gu, '{$<name>}');
    paths[path] = { ...paths[path], [endpoint.method.toLowerCase()]: operationOf(endpoint) };
  }
  return createDocument({
    openapi: '3.1.0',
    info: {
      title: 'Caseload',
      version: '1.0.0',
      summary: 'Case management that loses no change',
      description:
        'Errors are RFC 9457 problems. Sign in with POST /api/session; the cookie it sets is the credential.',
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url: '/' }],
    tags: [...new Set(endpoints.map(({ feature }) => feature))].map((name) => ({
      name,
      description: `The feature ${name}`,
    })),
    paths,
    components: {
      securitySchemes: {
        session: {
          type: 'apiKey',
          in: 'cookie',
          name: 'caseload.sid',
          description: 'Set by POST /api/session',
        },
      },
    },
  });
}

const problemBody = problem.meta({ id: 'Problem', description: 'RFC 9457 problem details' });

function operationOf(endpoint: EndpointDefinition): ZodOpenApiOperationObject {
  const { params, query } = endpoint;
  return {
    operationId: endpoint.id,
    summary: endpoint.summary,
    tags: [endpoint.feature],
    security: endpoint.access === 'session' ? [{ session: [] }] : [],
    requestParams: {
      ...(isObject(params) ? { path: params } : {}),
      ...(isObject(query) ? { query } : {}),
      ...headerParameters(endpoint),
    },
    ...requestBodyOf(endpoint),
    responses: {
      ...successes(endpoint),
      ...(endpoint.tagged
        ? { 304: { description: 'Nothing has changed since the answer of `If-None-Match`' } }
        : {}),
      default: problemResponse('A problem'),
      '4XX': problemResponse('The request cannot be served as it is'),
    },
  };
}

const isObject = (schema: z.ZodType | undefined): schema is z.ZodObject => schema instanceof z.ZodObject;

function headerParameters(endpoint: EndpointDefinition) {
  const headers: Record<string, z.ZodType> = {};
  if (endpoint.access === 'session') {
    headers['Caseload-Employee'] = z
      .string()
      .optional()
      .meta({ description: 'The id of whoever is meant to be signed in; 401 while it is somebody else' });
  }
  if (endpoint.idempotencyKey) {
    headers['Idempotency-Key'] = z
      .string()
      .max(200)
      .optional()
      .meta({ description: 'The write happens once under this key, however often it is sent' });
  }
  if (endpoint.ifMatch) {
    headers['If-Match'] = z
      .string()
      .optional()
      .meta({ description: 'The ETag of the customer, in place of `updatedAt`; stale is 412' });
  }
  if (endpoint.resumable) {
    headers['Last-Event-ID'] = z.string().optional().meta({
      description:
        'The id of the last event that was heard; 0 for everything since the database was set up or restored',
    });
  }
  if (endpoint.tagged) {
    headers['If-None-Match'] = z
      .string()
      .optional()
      .meta({ description: 'The ETag of an earlier answer; 304 while nothing has changed' });
  }
  return Object.keys(headers).length > 0 ? { header: z.object(headers) } : {};
}

const bytes = { type: 'string', format: 'binary' } as const;

function requestBodyOf({ body, consumes }: EndpointDefinition) {
  if (consumes !== undefined) {
    return { requestBody: { required: true, content: { [consumes]: { schema: bytes } } } };
  }
  return body ? { requestBody: { required: true, content: { 'application/json': { schema: body } } } } : {};
}

function successes(endpoint: EndpointDefinition) {
  const { produces } = endpoint;
  if (produces !== undefined) {
    return { 200: { description: endpoint.summary, content: { [produces]: { schema: bytes } } } };
  }
  return Object.fromEntries(
    Object.entries(endpoint.responses).map(([status, schema]) => [
      status,
      schema
        ? { description: endpoint.summary, content: { 'application/json': { schema } } }
        : { description: 'Done; the body is empty' },
    ]),
  );
}

const problemResponse = (description: string) => ({
  description,
  content: { 'application/problem+json': { schema: problemBody } },
});
