import { momentOf, wallClock } from './zonedTime.ts';

/** A recorded time as `<input type="datetime-local">` holds it: the person's own zone, to the minute. */
export function toLocalInput(time: string | null, timeZone: string): string {
  if (time === null) return '';
  const { year, month, day, hour, minute } = wallClock(new Date(time), timeZone);
  const pad = (number: number, digits = 2) => String(number).padStart(digits, '0');
  return `${pad(year, 4)}-${pad(month)}-${pad(day)}T${pad(hour)}:${pad(minute)}`;
}

const LOCAL_INPUT = /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2})/u;

/** The moment such a text stands for in the zone, null when it stands for none. */
export function fromLocalInput(text: string, timeZone: string): string | null {
  const [, ...parts] = LOCAL_INPUT.exec(text) ?? [];
  const [year, month, day, hour, minute] = parts.map(Number);
  if (year === undefined || month === undefined || day === undefined) return null;
  if (hour === undefined || minute === undefined || Number.isNaN(Date.parse(`${text.slice(0, 16)}Z`)))
    return null;
  return momentOf({ year, month, day, hour, minute }, timeZone).toISOString();
}
