import type { Request } from 'express';
import { z } from 'zod';
import type { EndpointDefinition, ParsedInput } from '@caseload/shared/contracts/defineEndpoint.ts';
import type { InputIssue } from '@caseload/shared/contracts/problems.ts';
import { isStorableText } from '@caseload/shared/contracts/text.ts';
import { parseJsonBody } from './jsonBody.ts';
import { invalid, ProblemError } from './problemError.ts';
import { readQuery } from './readQuery.ts';
import { escapePointer } from './scanJson.ts';

const nothing = z.strictObject({});

/** Params, query and body after their schemas, or a `validation` problem with all that is wrong. */
export function parseInput<E extends EndpointDefinition>(endpoint: E, request: Request): ParsedInput<E> {
  if (endpoint.consumes !== undefined && request.is(endpoint.consumes) === false) {
    throw new ProblemError('unsupported-media-type', {});
  }
  const issues: InputIssue[] = [];
  const check = (part: InputIssue['in'], schema: z.ZodType, value: unknown) => {
    const parsed = schema.safeParse(value);
    if (parsed.success) return parsed.data;
    for (const issue of parsed.error.issues) issues.push(...describe(part, issue));
    return undefined;
  };
  const { values, faults } = readQuery(request.originalUrl);
  issues.push(...faults);
  const input = {
    params: endpoint.params ? check('path', endpoint.params, request.params) : undefined,
    query: check('query', endpoint.query ?? nothing, values),
    body: endpoint.body ? check('body', endpoint.body, parseJsonBody(request)) : undefined,
  };
  if (issues.length > 0) throw invalid(issues);
  // The schemas were applied to exactly these parts; the compiler cannot follow the optional ones.
  return input as ParsedInput<E>;
}

function describe(part: InputIssue['in'], issue: z.core.$ZodIssue): InputIssue[] {
  const place = issue.path.map((segment) => `/${escapePointer(printable(String(segment)))}`).join('');
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({
      in: part,
      pointer: `${place}/${escapePointer(printable(key))}`,
      message: 'is not known here',
    }));
  }
  if (issue.code === 'invalid_union') {
    const closest = issue.errors.toSorted((a, b) => a.length - b.length)[0] ?? [];
    if (closest.length > 0) {
      return closest.flatMap((inner) => describe(part, { ...inner, path: [...issue.path, ...inner.path] }));
    }
  }
  return [{ in: part, pointer: place, message: issue.message }];
}

const printable = (key: string) => (isStorableText(key) ? key.slice(0, 100) : '');
