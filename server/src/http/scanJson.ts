/** What JSON.parse lets pass although it loses something: a key twice, nesting without end. */
export type JsonFault = { readonly pointer: string; readonly message: string };

export const MAX_DEPTH = 32;

type Container = { readonly keys: Set<string> | null; key: string | number };

/**
 * Looks through text that JSON.parse accepts, or will refuse, for duplicate keys and for nesting deeper than
 * MAX_DEPTH. One pass, no recursion, so its cost is bounded by the length. Returns the first fault.
 */
export function findJsonFault(text: string): JsonFault | undefined {
  const stack: Container[] = [];
  const pointer = () => stack.map(({ key }) => `/${escapePointer(String(key))}`).join('');
  for (let at = 0; at < text.length; at += 1) {
    const container = stack.at(-1);
    switch (text[at]) {
      case '{':
      case '[':
        if (stack.length === MAX_DEPTH)
          return { pointer: '', message: `is nested deeper than ${MAX_DEPTH} levels` };
        stack.push(text[at] === '{' ? { keys: new Set(), key: '' } : { keys: null, key: 0 });
        break;
      case '}':
      case ']':
        stack.pop();
        break;
      case ',':
        if (container && container.keys === null) container.key = Number(container.key) + 1;
        break;
      case '"': {
        const end = endOfString(text, at);
        if (container?.keys && isKey(text, end)) {
          container.key = readKey(text.slice(at, end + 1));
          if (container.keys.has(container.key)) return { pointer: pointer(), message: 'appears twice' };
          container.keys.add(container.key);
        }
        at = end;
        break;
      }
      default:
    }
  }
  return undefined;
}

function endOfString(text: string, start: number): number {
  let at = start + 1;
  while (at < text.length && text[at] !== '"') at += text[at] === '\\' ? 2 : 1;
  return at;
}

function isKey(text: string, end: number): boolean {
  let at = end + 1;
  while (at < text.length && /\s/u.test(text[at] ?? '')) at += 1;
  return text[at] === ':';
}

/** Two spellings of one key ("a", "\u0061") are the same key. */
function readKey(literal: string): string {
  try {
    return String(JSON.parse(literal));
  } catch {
    return literal;
  }
}

export function escapePointer(segment: string): string {
  return segment.replaceAll('~', '~0').replaceAll('/', '~1');
}
