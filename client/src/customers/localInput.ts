/** A recorded time as `<input type="datetime-local">` holds it: the person's own zone, to the minute. */
export function toLocalInput(time: string | null): string {
  if (time === null) return '';
  const moment = new Date(time);
  const pad = (number: number, digits = 2) => String(number).padStart(digits, '0');
  const day = [pad(moment.getFullYear(), 4), pad(moment.getMonth() + 1), pad(moment.getDate())].join('-');
  return `${day}T${pad(moment.getHours())}:${pad(moment.getMinutes())}`;
}

/** The moment such a text stands for, null when it stands for none. */
export function fromLocalInput(text: string): string | null {
  const moment = new Date(text);
  return Number.isNaN(moment.getTime()) ? null : moment.toISOString();
}
