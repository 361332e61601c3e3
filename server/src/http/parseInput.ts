import type { Request } from 'express';
import { z } from 'zod';
import type { EndpointDefinition, ParsedInput } from '@caseload/shared/contracts/defineEndpoint.ts';
import type { InputIssue } from '@caseload/shared/contracts/problems.ts';
import { isStorableText } from '@caseload/shared/contracts/text.ts';
import { parseJsonBody } from './jsonBody.ts';
import { invalid } from './problemError.ts';
import { readQuery } from './readQuery.ts';
import { escapePointer } from './scanJson.ts';

const nothing = z.strictObject({});

/** A small body can be wrong in 100,000 places; listing them all would answer with megabytes. */
const ISSUES_AT_MOST = 100;

/** Params, query and body after their schemas, or a `validation` problem with all that is wrong. */
export function parseInput<E extends EndpointDefinition>(endpoint: E, request: Request): ParsedInput<E> {
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
  if (issues.length > 0) throw invalid(issues.slice(0, ISSUES_AT_MOST));
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
    const messages = [...new Set(closest.map(({ message }) => message))];
    return [{ in: part, pointer: place, message: messages.join('; ') || issue.message }];
  }
  return [{ in: part, pointer: place, message: issue.message }];
}

const printable = (key: string) => (isStorableText(key) ? key.slice(0, 100) : '');
