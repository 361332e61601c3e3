/** The largest value known at a moment, of values that became known one after the other. */
export type Timeline = {
  readonly at: readonly number[];
  readonly highest: readonly number[];
  readonly lines: readonly number[];
};

export type Known = { readonly at: number; readonly value: number; readonly line: number };

export function timelineOf(known: readonly Known[]): Timeline {
  const sorted = known.toSorted((a, b) => a.at - b.at);
  const highest: number[] = [];
  const lines: number[] = [];
  let best: Known | undefined;
  for (const one of sorted) {
    if (best === undefined || one.value > best.value) best = one;
    highest.push(best.value);
    lines.push(best.line);
  }
  return { at: sorted.map(({ at }) => at), highest, lines };
}

/** What was known before `moment`: the largest value, and the line that showed it. */
export function knownBefore(timeline: Timeline, moment: number): { value: number; line: number } | undefined {
  let low = 0;
  let high = timeline.at.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((timeline.at[middle] ?? 0) < moment) low = middle + 1;
    else high = middle;
  }
  const value = timeline.highest[low - 1];
  const line = timeline.lines[low - 1];
  return value === undefined || line === undefined ? undefined : { value, line };
}
