import type { z } from 'zod';

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** A workbook of Excel. */
export const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
/** Server-sent events. */
export const EVENT_STREAM = 'text/event-stream';

/** The 2xx answers of an endpoint, by status. `null` stands for an empty body. */
export type Responses = Readonly<Partial<Record<200 | 201 | 204, z.ZodType | null>>>;

/**
 * One endpoint as plain data. The server's router, the typed client and the OpenAPI document are all made
 * from it, so they cannot disagree. Wire types are JSON types: times are ISO strings, never `Date`.
 */
export type EndpointDefinition = {
  /** Unique, camelCase, verb first; the client's query key and the OpenAPI `operationId`. */
  readonly id: string;
  readonly method: Method;
  /** Express path with `:name` parameters. */
  readonly path: `/${string}`;
  /** The feature folder that owns it; groups the OpenAPI document. */
  readonly feature: string;
  readonly summary: string;
  /** `session` answers 401 without a signed-in employee. */
  readonly access: 'public' | 'session';
  /** Whether the write can be repeated under the caller's `Idempotency-Key`. */
  readonly idempotencyKey?: boolean;
  /** Whether an `If-Match` header may stand in for the body's `updatedAt`. */
  readonly ifMatch?: boolean;
  /** Answers carry an `ETag`, and `If-None-Match` with it is answered with 304 while nothing has changed. */
  readonly tagged?: boolean;
  /** Whether `Last-Event-ID` says behind which event the answer begins. */
  readonly resumable?: boolean;
  /** What a JSON body may have at most; 256 KiB unless given. */
  readonly bodyLimitBytes?: number;
  /** The body is bytes of any kind, read by the handler as a stream; JSON otherwise. */
  readonly consumes?: 'application/octet-stream';
  /** The answer is a stream of this media type instead of JSON. */
  readonly produces?: 'application/octet-stream' | 'text/csv' | typeof XLSX | typeof EVENT_STREAM;
  readonly params?: z.ZodType;
  readonly query?: z.ZodType;
  readonly body?: z.ZodType;
  readonly responses: Responses;
};

/** Keeps the literal types of a definition, so that the router and the client can infer from them. */
export function defineEndpoint<const E extends EndpointDefinition>(definition: E): E {
  return definition;
}

type OutputOf<S> = S extends z.ZodType ? z.output<S> : undefined;
type InputOf<S> = S extends z.ZodType ? z.input<S> : undefined;

/** What a handler receives: parsed and with defaults filled in. */
export type ParsedInput<E extends EndpointDefinition> = {
  readonly params: OutputOf<E['params']>;
  readonly query: OutputOf<E['query']>;
  readonly body: OutputOf<E['body']>;
};

/** What a caller sends, a key for each part that the endpoint has. */
export type CallInput<E extends EndpointDefinition> = {
  readonly [K in 'params' | 'query' | 'body' as E[K] extends z.ZodType ? K : never]: InputOf<E[K]>;
};

/** The bodies an endpoint answers with on success. */
export type ResponseBody<E extends EndpointDefinition> = {
  [S in keyof E['responses']]: E['responses'][S] extends z.ZodType ? z.output<E['responses'][S]> : undefined;
}[keyof E['responses']];
