export type TimeZoneChoice = { readonly value: string; readonly label: string };

/** Every zone the browser knows, as people write them: `America/New York (GMT-5)`. */
export function timeZoneChoices(language: string, now: Date): readonly TimeZoneChoice[] {
  const zones = Intl.supportedValuesOf('timeZone');
  const all = zones.includes('UTC') ? zones : ['UTC', ...zones];
  return all.map((value) => ({ value, label: zoneLabel(value, language, now) }));
}

/** A zone that the browser does not list may still be one: old names go on working. */
export function zoneLabel(timeZone: string, language: string, now: Date): string {
  return `${timeZone.replaceAll('_', ' ')} (${offsetText(timeZone, language, now)})`;
}

function offsetText(timeZone: string, language: string, now: Date): string {
  const parts = new Intl.DateTimeFormat(language, { timeZone, timeZoneName: 'shortOffset' }).formatToParts(
    now,
  );
  return parts.find(({ type }) => type === 'timeZoneName')?.value ?? '';
}

/** Whether a choice is meant by what was typed: every word of it, in any order, accents and case aside. */
export function isZoneMeant(label: string, typed: string): boolean {
  const text = plain(label);
  return plain(typed)
    .split(/[\s/_]+/u)
    .every((word) => text.includes(word));
}

function plain(text: string): string {
  return text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase();
}
