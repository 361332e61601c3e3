import { type Readable, pipeline } from 'node:stream';
import type { Express, Request, RequestHandler, Response } from 'express';
import type { z } from 'zod';
import { currentDeadline } from '@caseload/db/kernel/deadline.ts';
import type {
  EndpointDefinition,
  ParsedInput,
  ResponseBody,
} from '@caseload/shared/contracts/defineEndpoint.ts';
import type { Door } from '@caseload/shared/customerActions/action.ts';
import { findActor } from '../session/currentSession.ts';
import type { Actor } from '../session/actor.ts';
import { isKnownTag, isMeantFor, readIdempotencyKey, readIfMatch, readLastEventId } from './headers.ts';
import { ownBytes } from './ownBytes.ts';
import { parseInput } from './parseInput.ts';
import { ProblemError } from './problemError.ts';

/** What a handler knows of the request besides its parsed input. */
export type RequestContext = {
  readonly requestId: string;
  readonly via: Door;
  readonly idempotencyKey: string | undefined;
  /** The version an `If-Match` header names. */
  readonly ifMatch: number | undefined;
  /** The place that a `Last-Event-ID` header names. */
  readonly lastEventId: number | undefined;
  /** Whether the caller says to have the answer of this tag already. */
  readonly knowsTag: (tag: string) => boolean;
  /** For the session's own routes, which are about the cookie. */
  readonly request: Request;
};

type ActorOf<E extends EndpointDefinition> = E['access'] extends 'session' ? Actor : undefined;
type StatusOf<E extends EndpointDefinition> = keyof E['responses'] & number;

/** An answer with headers of its own. */
export type Reply<T> = { readonly body: T; readonly headers: Readonly<Record<string, string>> };

class ReplyWithHeaders<T> implements Reply<T> {
  readonly body: T;
  readonly headers: Readonly<Record<string, string>>;
  constructor(body: T, headers: Readonly<Record<string, string>>) {
    this.body = body;
    this.headers = headers;
  }
}

/** Adds headers to what a handler returns. */
export const withHeaders = <T>(body: T, headers: Readonly<Record<string, string>>): Reply<T> =>
  new ReplyWithHeaders(body, headers);

/** A body that is JSON already, put together from parts that were, and the tag to ask for it again by. */
export class JsonText {
  /** UTF-8, so that it can be sent more than once without being written anew. */
  readonly bytes: Buffer;
  readonly tag: string;
  constructor(text: string, tag: string) {
    this.bytes = ownBytes(text);
    this.tag = tag;
  }
}

/** The caller has it already: 304. */
export class NotModified {
  readonly tag: string;
  constructor(tag: string) {
    this.tag = tag;
  }
}

/** An answer of bytes, sent as they come: only for endpoints that name what they produce. */
export class StreamedAnswer {
  readonly stream: Readable;
  readonly headers: Readonly<Record<string, string>>;
  constructor(stream: Readable, headers: Readonly<Record<string, string>> = {}) {
    this.stream = stream;
    this.headers = headers;
  }
}

type AnswerOf<E extends EndpointDefinition> = E extends { produces: string }
  ? StreamedAnswer
  : ResponseBody<E> | Reply<ResponseBody<E>> | (E extends { tagged: true } ? JsonText | NotModified : never);

export type Handler<E extends EndpointDefinition> = (
  input: ParsedInput<E>,
  actor: ActorOf<E>,
  context: RequestContext,
) => Promise<AnswerOf<E>> | AnswerOf<E>;

export type RouteOptions = { readonly checkAnswers: boolean };

/**
 * Binds an endpoint to its handler. Handlers return values and only this function sends, so nothing is
 * answered before the commit. Returns the address for the test that compares the app with its document.
 */
export function route<const E extends EndpointDefinition>(
  app: Express,
  endpoint: E,
  options: RouteOptions,
  handler: Handler<E>,
): void {
  const status = successStatus(endpoint);
  const listener: RequestHandler = async (request, response) => {
    const actor = findActor(request);
    if (endpoint.access === 'session') refuseUnlessMeant(request, actor);
    const input = parseInput(endpoint, request);
    const context = readContext(endpoint, request);
    const answer = await handler(input, actor as ActorOf<E>, context);
    if (answer instanceof StreamedAnswer) sendStream(endpoint, response, answer);
    else if (answer instanceof NotModified) response.status(304).set('ETag', answer.tag).end();
    else if (answer instanceof JsonText)
      sendText(response, checked(endpoint.responses[200], options, answer));
    else send(endpoint, status, options, response, answer);
  };
  app[lowerCase(endpoint.method)](endpoint.path, listener);
}

function refuseUnlessMeant(request: Request, actor: Actor | undefined): void {
  if (!actor) throw new ProblemError('unauthenticated', {});
  if (isMeantFor(request, actor.id)) return;
  const detail = 'Somebody else is signed in.';
  throw new ProblemError('unauthenticated', { isSomebodyElse: true }, { detail });
}

function readContext(endpoint: EndpointDefinition, request: Request): RequestContext {
  return {
    requestId: String(request.id),
    via: request.get('sec-fetch-site') === undefined ? 'api' : 'browser',
    idempotencyKey: endpoint.idempotencyKey ? readIdempotencyKey(request) : undefined,
    ifMatch: endpoint.ifMatch ? readIfMatch(request) : undefined,
    lastEventId: endpoint.resumable ? readLastEventId(request) : undefined,
    knowsTag: (tag) => isKnownTag(request, tag),
    request,
  };
}

function send<E extends EndpointDefinition>(
  endpoint: E,
  status: StatusOf<E>,
  options: RouteOptions,
  response: Response,
  answer: unknown,
): void {
  const { body, headers } = answer instanceof ReplyWithHeaders ? answer : { body: answer, headers: {} };
  response.status(status).set(headers);
  const schema = endpoint.responses[status as 200];
  if (!schema) {
    response.end();
    return;
  }
  sendJson(response, JSON.stringify(options.checkAnswers ? schema.parse(body) : body));
}

function checked(
  schema: z.ZodType | null | undefined,
  { checkAnswers }: RouteOptions,
  answer: JsonText,
): JsonText {
  if (checkAnswers) schema?.parse(JSON.parse(answer.bytes.toString()));
  return answer;
}

function sendText(response: Response, { bytes, tag }: JsonText): void {
  response.setHeader('ETag', tag);
  sendJson(response, bytes);
}

/** Not by express, which would work out anew what is known of the text. */
function sendJson(response: Response, json: string | Buffer): void {
  response.setHeader('Content-Type', 'application/json; charset=utf-8');
  response.setHeader('Content-Length', Buffer.byteLength(json));
  response.end(json);
}

/** A stream that fails when bytes are on their way can only be cut: the reader sees that it is not whole. */
function sendStream(
  endpoint: EndpointDefinition,
  response: Response,
  { stream, headers }: StreamedAnswer,
): void {
  // The answer has begun; how long it takes is for its reader to say.
  currentDeadline()?.lift();
  response.status(200).type(endpoint.produces ?? 'application/octet-stream');
  response.set(headers);
  pipeline(stream, response, (error) => {
    if (error) response.destroy(error);
  });
}

function successStatus<E extends EndpointDefinition>(endpoint: E): StatusOf<E> {
  return Number(Object.keys(endpoint.responses)[0]) as StatusOf<E>;
}

const METHODS = { GET: 'get', POST: 'post', PUT: 'put', PATCH: 'patch', DELETE: 'delete' } as const;
const lowerCase = (method: EndpointDefinition['method']) => METHODS[method];
