type Progress = { readonly done: number; readonly total: number };

/** From 0 to 1. The total is an estimate while the file is read, so the end is only shown when it is reached. */
export function partDone({ done, total }: Progress): number {
  return total <= 0 ? 0 : Math.min(done / total, 1);
}

const QUARTER = 0.25;

/** The part to be read out: it changes four times in all, since every second would drown everything else. */
export function partSpoken(progress: Progress): number {
  return Math.floor(partDone(progress) / QUARTER) * QUARTER;
}

/** Seconds still to go, or null while that is anybody's guess. */
export function secondsLeft({
  done,
  total,
  rowsPerSecond,
}: Progress & { readonly rowsPerSecond: number }): number | null {
  if (rowsPerSecond <= 0 || done <= 0 || total <= done) return null;
  return Math.ceil((total - done) / rowsPerSecond);
}
