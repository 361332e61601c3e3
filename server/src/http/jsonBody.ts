import { AsyncLocalStorage } from 'node:async_hooks';
import type { Express, Request, RequestHandler } from 'express';
import { currentDeadline } from '@caseload/db/kernel/deadline.ts';
import { endpoints } from '@caseload/shared/endpoints.ts';
import { isStorableText } from '@caseload/shared/contracts/text.ts';
import type { InputIssue } from '@caseload/shared/contracts/problems.ts';
import { canEditEverything } from '@caseload/shared/rules/canEditCustomer.ts';
import { findActor } from '../session/currentSession.ts';
import { invalid, ProblemError } from './problemError.ts';
import { escapePointer, findJsonFault } from './scanJson.ts';

const BODY_LIMIT_BYTES = 256 * 1024;
/** A JSON body is small: whoever takes longer holds a connection for nothing. */
const ARRIVAL_MS = 30_000;

/**
 * Reads the bytes of JSON bodies; anything else is refused in `parseJsonBody`. A body that is too large is
 * answered at once, not when it has arrived: Node reads the rest off, and only for as long as a request may
 * take. Compressed bodies are refused, so that none grows on being read.
 */
const readBodyOf =
  (limitBytes: number): RequestHandler =>
  (request, _response, proceed) => {
    if (!isJson(request) || request.body !== undefined) return proceed();
    // The events of a request come from outside of what was begun with it, such as its deadline.
    const next = AsyncLocalStorage.bind(proceed);
    if ((request.get('content-encoding') ?? 'identity') !== 'identity') {
      return next(new ProblemError('unsupported-media-type', {}));
    }
    if (Number(request.get('content-length')) > limitBytes) return next(tooLarge());
    const timer = setTimeout(() => {
      request.off('data', take).off('end', finish).resume();
      next(tooSlow());
    }, ARRIVAL_MS);
    request.once('close', () => clearTimeout(timer));
    const deadline = currentDeadline();
    const begunAt = performance.now();
    const chunks: Buffer[] = [];
    let bytes = 0;
    const take = (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes <= limitBytes) return chunks.push(chunk);
      clearTimeout(timer);
      request.off('data', take).off('end', finish).resume();
      return next(tooLarge());
    };
    const finish = () => {
      clearTimeout(timer);
      deadline?.extend(performance.now() - begunAt);
      request.body = Buffer.concat(chunks);
      next();
    };
    return request.on('data', take).once('end', finish);
  };

/**
 * Reads bodies as far as their endpoints allow: most a little, those about many customers much. Those are for
 * people who change many customers, and held in memory while they arrive: nobody else gets to send one.
 */
export function readBodies(app: Express): void {
  for (const { path, bodyLimitBytes } of endpoints) {
    if (bodyLimitBytes === undefined) continue;
    const readLarge = readBodyOf(bodyLimitBytes);
    app.post(path, (request, response, next) => {
      const actor = findActor(request);
      if (!actor) return next(new ProblemError('unauthenticated', {}));
      return canEditEverything(actor) ? readLarge(request, response, next) : next();
    });
  }
  app.use('/api', readBodyOf(BODY_LIMIT_BYTES));
}

const tooSlow = () => invalid([{ in: 'body', pointer: '', message: 'did not arrive in time' }]);
const tooLarge = () => new ProblemError('payload-too-large', {});

const MEDIA_TYPE = /^application\/json\s*(?:;\s*charset\s*=\s*"?utf-8"?\s*)?;?\s*$/iu;

function isJson(request: { headers: { 'content-type'?: string | undefined } }): boolean {
  return MEDIA_TYPE.test(request.headers['content-type'] ?? '');
}

/**
 * The JSON of a request, without what JSON.parse would silently change: invalid UTF-8, duplicate keys,
 * numbers a double cannot hold, and text that the database could not store as it is.
 */
export function parseJsonBody(request: Request): unknown {
  if (!isJson(request)) throw new ProblemError('unsupported-media-type', {});
  const text = decode(request.body);
  const fault = findJsonFault(text);
  if (fault) throw invalid([{ in: 'body', ...fault }]);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw invalid([{ in: 'body', pointer: '', message: 'is not JSON' }]);
  }
  const issues = findUnstorable(value, [], []);
  if (issues.length > 0) throw invalid(issues);
  return value;
}

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

function decode(body: unknown): string {
  if (!Buffer.isBuffer(body)) return '';
  try {
    return utf8.decode(body);
  } catch {
    throw invalid([{ in: 'body', pointer: '', message: 'is not UTF-8' }]);
  }
}

/** Walks every value; the depth is bounded by `findJsonFault`, so recursion is safe. */
function findUnstorable(value: unknown, path: string[], issues: InputIssue[]): InputIssue[] {
  const fault = (message: string) => issues.push({ in: 'body', pointer: pointerTo(path), message });
  if (typeof value === 'string') {
    if (!isStorableText(value)) fault('must not contain NUL characters or lone surrogates');
  } else if (typeof value === 'number') {
    const exact = Number.isFinite(value) && (!Number.isInteger(value) || Number.isSafeInteger(value));
    if (!exact) fault('is a number that cannot be kept exactly');
  } else if (typeof value === 'object' && value !== null) {
    for (const [key, item] of Object.entries(value)) {
      if (!isStorableText(key)) {
        fault('must not contain NUL characters or lone surrogates in a key');
        continue;
      }
      path.push(key);
      // Objects of JavaScript have this key in a way of their own; schemas would drop it without a word.
      if (key === '__proto__') fault('is not known here');
      else findUnstorable(item, path, issues);
      path.pop();
    }
  }
  return issues;
}

const pointerTo = (path: readonly string[]) => path.map((key) => `/${escapePointer(key)}`).join('');
