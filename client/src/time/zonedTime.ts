/** A moment as clocks of a zone show it. */
export type WallClock = {
  readonly year: number;
  /** 1 to 12 */
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
};

export const DAY = 86_400_000;

const clocks = new Map<string, Intl.DateTimeFormat>();

/** Kept: making one takes far longer than using it. */
function clockOf(timeZone: string): Intl.DateTimeFormat {
  const kept = clocks.get(timeZone);
  if (kept !== undefined) return kept;
  const made = new Intl.DateTimeFormat('en-US', {
    timeZone,
    calendar: 'gregory',
    numberingSystem: 'latn',
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  clocks.set(timeZone, made);
  return made;
}

export function wallClock(moment: Date, timeZone: string): WallClock {
  const parts = clockOf(timeZone).formatToParts(moment);
  const read = (wanted: Intl.DateTimeFormatPartTypes) =>
    Number(parts.find(({ type }) => type === wanted)?.value ?? 0);
  return {
    year: read('year'),
    month: read('month'),
    day: read('day'),
    hour: read('hour'),
    minute: read('minute'),
    second: read('second'),
  };
}

/**
 * The moment clocks of the zone show this. Where the hour comes twice the first is meant; where it is left out, as
 * much later as clocks were put forward (`02:30` becomes `03:30`).
 */
export function momentOf(clock: Omit<WallClock, 'second'>, timeZone: string): Date {
  const asUtc = Date.UTC(clock.year, clock.month - 1, clock.day, clock.hour, clock.minute);
  // The offsets before and after any change of clocks near by; both candidates are right when there is none.
  const [before, after] = [asUtc - DAY, asUtc + DAY].map((near) => offsetAt(near, timeZone));
  const candidates = [asUtc - (before ?? 0), asUtc - (after ?? 0)].toSorted((one, other) => one - other);
  const right = candidates.find((candidate) => candidate + offsetAt(candidate, timeZone) === asUtc);
  return new Date(right ?? asUtc - (before ?? 0));
}

/** Milliseconds that clocks of the zone are ahead of UTC. */
function offsetAt(time: number, timeZone: string): number {
  const { year, month, day, hour, minute, second } = wallClock(new Date(time), timeZone);
  const shown = Date.UTC(year, month - 1, day, hour, minute, second);
  return shown - Math.floor(time / 1_000) * 1_000;
}
