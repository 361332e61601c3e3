import { type WallTime, type ZoneClock, zoneClock, zoneWalls } from '@caseload/shared/time/zonedTime.ts';

type Zone = { readonly wallAt: (moment: number) => WallTime; readonly clock: ZoneClock };

const zones = new Map<string, Zone>();

/** Kept: asking Intl for a zone takes far longer than using it, and a screen has one. */
function zoneOf(timeZone: string): Zone {
  const kept = zones.get(timeZone);
  if (kept !== undefined) return kept;
  const made = { wallAt: zoneWalls(timeZone), clock: zoneClock(timeZone) };
  zones.set(timeZone, made);
  return made;
}

/** A moment as clocks of the zone show it. */
export const wallClock = (moment: Date, timeZone: string): WallTime =>
  zoneOf(timeZone).wallAt(moment.getTime());

/** The moment clocks of the zone show this: the first where they do so twice, later where they skip it. */
export const momentOf = (wall: Omit<WallTime, 'second' | 'millisecond'>, timeZone: string): Date =>
  new Date(zoneOf(timeZone).clock({ ...wall, second: 0, millisecond: 0 }));
