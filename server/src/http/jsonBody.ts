import type { Request, RequestHandler } from 'express';
import { isStorableText } from '@caseload/shared/contracts/text.ts';
import type { InputIssue } from '@caseload/shared/contracts/problems.ts';
import { invalid, ProblemError } from './problemError.ts';
import { escapePointer, findJsonFault } from './scanJson.ts';

export const BODY_LIMIT_BYTES = 256 * 1024;

/**
 * Reads the bytes of JSON bodies; anything else is refused in `parseJsonBody`. A body that is too large is
 * answered at once, not when it has arrived: Node reads the rest off, and only for as long as a request may
 * take. Compressed bodies are refused, so that none grows on being read.
 */
export const readBody: RequestHandler = (request, _response, next) => {
  if (!isJson(request)) return next();
  if ((request.get('content-encoding') ?? 'identity') !== 'identity') {
    return next(new ProblemError('unsupported-media-type', {}));
  }
  if (Number(request.get('content-length')) > BODY_LIMIT_BYTES) return next(tooLarge());
  const chunks: Buffer[] = [];
  let bytes = 0;
  const take = (chunk: Buffer) => {
    bytes += chunk.length;
    if (bytes <= BODY_LIMIT_BYTES) return chunks.push(chunk);
    request.off('data', take).off('end', finish).resume();
    return next(tooLarge());
  };
  const finish = () => {
    request.body = Buffer.concat(chunks);
    next();
  };
  return request.on('data', take).once('end', finish);
};

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
  const issues = unstorableValues(value, '');
  if (issues.length > 0) throw invalid(issues);
  return value;
}

function decode(body: unknown): string {
  if (!Buffer.isBuffer(body)) return '';
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(body);
  } catch {
    throw invalid([{ in: 'body', pointer: '', message: 'is not UTF-8' }]);
  }
}

/** The depth is bounded by `findJsonFault`, so recursion is safe. */
function unstorableValues(value: unknown, pointer: string): InputIssue[] {
  if (typeof value === 'string') {
    return isStorableText(value)
      ? []
      : [{ in: 'body', pointer, message: 'must not contain NUL characters or lone surrogates' }];
  }
  if (typeof value === 'number') {
    const exact = Number.isFinite(value) && (!Number.isInteger(value) || Number.isSafeInteger(value));
    return exact ? [] : [{ in: 'body', pointer, message: 'is a number that cannot be kept exactly' }];
  }
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, item]) => {
    const place = `${pointer}/${escapePointer(key)}`;
    // Objects of JavaScript have this key in a way of their own; schemas would drop it without a word.
    if (key === '__proto__') return [{ in: 'body' as const, pointer: place, message: 'is not known here' }];
    return isStorableText(key)
      ? unstorableValues(item, place)
      : [
          {
            in: 'body' as const,
            pointer,
            message: 'must not contain NUL characters or lone surrogates in a key',
          },
        ];
  });
}
