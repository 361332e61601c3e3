/** A run of text: in both, only in the first (`removed`) or only in the second (`added`). */
export type DiffPart = { readonly kind: 'same' | 'removed' | 'added'; readonly text: string };

/** Above this many word pairs the table would cost more memory than the marks are worth. */
const MOST_PAIRS = 4_000_000;

/** The differences between two texts, word by word; each white space counts as a word, so that joining gives the texts back. */
export function wordDiff(before: string, after: string): DiffPart[] {
  const a = words(before);
  const b = words(after);
  const head = commonLength(a, b, (list, i) => list[i]);
  const tail = commonLength(a.slice(head), b.slice(head), (list, i) => list[list.length - 1 - i]);
  const middle = diffWords(a.slice(head, a.length - tail), b.slice(head, b.length - tail));
  return joinRuns([
    { kind: 'same', text: a.slice(0, head).join('') },
    ...middle,
    { kind: 'same', text: a.slice(a.length - tail).join('') },
  ]);
}

function words(text: string): string[] {
  return text.match(/\s|[\p{L}\p{N}_]+|[^\s\p{L}\p{N}_]/gu) ?? [];
}

type At = (list: readonly string[], index: number) => string | undefined;

function commonLength(a: readonly string[], b: readonly string[], at: At): number {
  const most = Math.min(a.length, b.length);
  let length = 0;
  while (length < most && at(a, length) === at(b, length)) length += 1;
  return length;
}

function diffWords(a: readonly string[], b: readonly string[]): DiffPart[] {
  const whole: DiffPart[] = [
    { kind: 'removed', text: a.join('') },
    { kind: 'added', text: b.join('') },
  ];
  if (a.length === 0 || b.length === 0 || a.length * b.length > MOST_PAIRS) return whole;
  return walkBack(a, b, commonCounts(a, b));
}

/** `counts[i * width + j]`: the longest common sequence of the first i and the first j words. */
function commonCounts(a: readonly string[], b: readonly string[]): Uint32Array {
  const width = b.length + 1;
  const counts = new Uint32Array((a.length + 1) * width);
  for (let i = 1; i <= a.length; i += 1) {
    for (let j = 1; j <= b.length; j += 1) {
      const best = Math.max(counts[(i - 1) * width + j] ?? 0, counts[i * width + j - 1] ?? 0);
      counts[i * width + j] = a[i - 1] === b[j - 1] ? (counts[(i - 1) * width + j - 1] ?? 0) + 1 : best;
    }
  }
  return counts;
}

function walkBack(a: readonly string[], b: readonly string[], counts: Uint32Array): DiffPart[] {
  const width = b.length + 1;
  const parts: DiffPart[] = [];
  let i = a.length;
  let j = b.length;
  while (i > 0 || j > 0) {
    const left = i > 0 ? (counts[(i - 1) * width + j] ?? 0) : -1;
    const above = j > 0 ? (counts[i * width + j - 1] ?? 0) : -1;
    const word = i > 0 ? a[i - 1] : undefined;
    const other = j > 0 ? b[j - 1] : undefined;
    if (word !== undefined && word === other) {
      parts.push({ kind: 'same', text: word });
      i -= 1;
      j -= 1;
    } else if (other !== undefined && above >= left) {
      parts.push({ kind: 'added', text: other });
      j -= 1;
    } else {
      parts.push({ kind: 'removed', text: word ?? '' });
      i -= 1;
    }
  }
  return parts.reverse();
}

function joinRuns(parts: readonly DiffPart[]): DiffPart[] {
  const runs: DiffPart[] = [];
  for (const part of parts) {
    const last = runs.at(-1);
    if (part.text === '') continue;
    if (last?.kind === part.kind) runs[runs.length - 1] = { kind: part.kind, text: last.text + part.text };
    else runs.push(part);
  }
  return runs;
}
