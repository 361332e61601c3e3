import { wordDiff } from './wordDiff.ts';

/** A stretch of the base, by character, and what stands in its place. */
type Hunk = { readonly from: number; readonly to: number; readonly text: string };

type Stretch = { readonly from: number; readonly to: number; readonly mine: Hunk[]; readonly theirs: Hunk[] };

/**
 * Two texts made of one base as one text, word by word: what either of them put in or took out is put in or taken
 * out. Where both changed the same words mine stand; where both put something in at the same place both stay.
 */
export function mergeTexts(base: string, mine: string, theirs: string): string {
  if (mine === theirs) return mine;
  let merged = '';
  let at = 0;
  for (const stretch of stretches(hunks(base, mine), hunks(base, theirs))) {
    merged += base.slice(at, stretch.from) + mergeStretch(base, stretch);
    at = stretch.to;
  }
  return merged + base.slice(at);
}

function mergeStretch(base: string, { from, to, mine, theirs }: Stretch): string {
  const [my, their] = [applied(base, from, to, mine), applied(base, from, to, theirs)];
  if (theirs.length === 0 || my === their) return my;
  if (mine.length === 0) return their;
  return from === to ? their + my : my;
}

function hunks(base: string, changed: string): Hunk[] {
  const found: Hunk[] = [];
  let at = 0;
  for (const { kind, text } of wordDiff(base, changed)) {
    const last = found.at(-1);
    const from = at;
    if (kind !== 'added') at += text.length;
    if (kind === 'same') continue;
    const hunk = { from, to: at, text: kind === 'added' ? text : '' };
    if (last?.to !== from) found.push(hunk);
    else found[found.length - 1] = { from: last.from, to: at, text: last.text + hunk.text };
  }
  return found;
}

/** Hunks of both sides that touch the same words belong together. */
function stretches(mine: readonly Hunk[], theirs: readonly Hunk[]): Stretch[] {
  const all = [
    ...mine.map((hunk) => ({ ...hunk, isMine: true })),
    ...theirs.map((hunk) => ({ ...hunk, isMine: false })),
  ].sort((a, b) => a.from - b.from || a.to - b.to);
  const found: Stretch[] = [];
  for (const { isMine, ...hunk } of all) {
    const last = found.at(-1);
    const touches = last !== undefined && (hunk.from < last.to || hunk.from === last.from);
    const to = touches ? Math.max(last.to, hunk.to) : hunk.to;
    const stretch = touches ? { ...last, to } : { from: hunk.from, to, mine: [], theirs: [] };
    if (touches) found.pop();
    found.push(stretch);
    stretch[isMine ? 'mine' : 'theirs'].push(hunk);
  }
  return found;
}

function applied(base: string, from: number, to: number, changes: readonly Hunk[]): string {
  let text = '';
  let at = from;
  for (const hunk of changes) {
    text += base.slice(at, hunk.from) + hunk.text;
    at = hunk.to;
  }
  return text + base.slice(at, to);
}
