import type { InputIssue } from '@caseload/shared/contracts/problems.ts';
import { escapePointer } from './scanJson.ts';

type Query = { readonly values: Record<string, string>; readonly faults: InputIssue[] };

/**
 * The query string as names and values. Express would keep the last of two equal names and turn broken
 * encodings into other characters; both are faults here.
 */
export function readQuery(url: string): Query {
  const values: Record<string, string> = Object.create(null);
  const faults: InputIssue[] = [];
  const start = url.indexOf('?');
  for (const part of start < 0 ? [] : url.slice(start + 1).split('&')) {
    if (part === '') continue;
    const [rawName = '', ...rest] = part.split('=');
    const name = decode(rawName);
    const value = decode(rest.join('='));
    if (name === undefined || value === undefined) {
      faults.push({
        in: 'query',
        pointer: `/${escapePointer(name ?? '')}`,
        message: 'is not valid percent-encoded UTF-8',
      });
    } else if (name in values) {
      faults.push({ in: 'query', pointer: `/${escapePointer(name)}`, message: 'appears twice' });
    } else {
      values[name] = value;
    }
  }
  return { values: { ...values }, faults };
}

function decode(text: string): string | undefined {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    return undefined;
  }
}
