import { localeOf } from '../time/place.ts';

/** `1,234` */
export function formatCount(count: number, language: string): string {
  return new Intl.NumberFormat(localeOf(language)).format(count);
}

/** `42%`, rounded down: 100% is the end and nothing less. */
export function formatPart(part: number, language: string): string {
  return new Intl.NumberFormat(localeOf(language), {
    style: 'percent',
    roundingMode: 'floor',
    maximumFractionDigits: 0,
  }).format(part);
}
