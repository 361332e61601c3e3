/** A time as a clock on a wall shows it, months from 1. */
export type WallTime = {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  readonly millisecond: number;
};

/** Milliseconds since 1970 of a wall time in one time zone. */
export type ZoneClock = (wall: WallTime) => number;

export const DAY = 86_400_000;

/**
 * A converter for an IANA time zone such as `America/Los_Angeles`, using nothing but Intl. A time that the
 * clocks show twice (the hour before summer time ends) is the first of the two; one that they skip is moved
 * forward by what was skipped, so 02:30 becomes 03:30. Throws RangeError for an unknown zone.
 */
export function zoneClock(timeZone: string): ZoneClock {
  const offsetAt = cachedOffsets(timeZone);
  return (wall) => {
    const asUtc = wallAsUtc(wall);
    // No zone is further than 15 hours from UTC, so a day before and a day after lie on either side of any
    // change of the clocks that could concern this time.
    const before = offsetAt(asUtc - DAY);
    const after = offsetAt(asUtc + DAY);
    const fits = [asUtc - before, asUtc - after].filter((moment) => moment + offsetAt(moment) === asUtc);
    return fits.length > 0 ? Math.min(...fits) : asUtc - before;
  };
}

/** As if the clock hung in Greenwich and knew no summer. */
export function wallAsUtc(wall: WallTime): number {
  const date = new Date(0);
  // Not Date.UTC, which takes the years 0 to 99 for 1900 to 1999.
  date.setUTCFullYear(wall.year, wall.month - 1, wall.day);
  date.setUTCHours(wall.hour, wall.minute, wall.second, wall.millisecond);
  return date.getTime();
}

/** Asking Intl takes microseconds; a file has thousands of times in a few days, so whole days are remembered. */
function cachedOffsets(timeZone: string): (moment: number) => number {
  const offsetAt = zoneOffsets(timeZone);
  const days = new Map<number, number | 'changes'>();
  return (moment) => {
    const day = Math.floor(moment / DAY);
    let known = days.get(day);
    if (known === undefined) {
      const [first, last] = [offsetAt(day * DAY), offsetAt(day * DAY + DAY)];
      known = first === last ? first : 'changes';
      days.set(day, known);
    }
    return known === 'changes' ? offsetAt(moment) : known;
  };
}

/** The offset from UTC in milliseconds that the clocks of the zone have at a moment. Throws RangeError for an unknown zone. */
export function zoneOffsets(timeZone: string): (moment: number) => number {
  const wallAt = zoneWalls(timeZone);
  return (moment) => wallAsUtc(wallAt(moment)) - Math.floor(moment / 1_000) * 1_000;
}

/** What the clocks of the zone show at a moment, to the second. Throws RangeError for an unknown zone. */
export function zoneWalls(timeZone: string): (moment: number) => WallTime {
  const format = new Intl.DateTimeFormat('en-US', {
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
  return (moment) => {
    const parts = format.formatToParts(moment);
    const read = (wanted: Intl.DateTimeFormatPartTypes) =>
      Number(parts.find(({ type }) => type === wanted)?.value ?? 0);
    return {
      year: read('year'),
      month: read('month'),
      day: read('day'),
      hour: read('hour'),
      minute: read('minute'),
      second: read('second'),
      millisecond: 0,
    };
  };
}
