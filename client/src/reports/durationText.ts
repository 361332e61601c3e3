import type { TFunction } from 'i18next';

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** `3.5 hours`: one unit, as large as fits, with a decimal where it says something. */
export function durationText(seconds: number, t: TFunction, locale: string): string {
  const [unit, size] =
    seconds >= DAY
      ? (['day', DAY] as const)
      : seconds >= HOUR
        ? (['hour', HOUR] as const)
        : (['minute', MINUTE] as const);
  const amount = seconds / size;
  if (unit === 'minute' && amount < 1) return t('reports.underAMinute');
  return new Intl.NumberFormat(locale, {
    style: 'unit',
    unit,
    unitDisplay: 'long',
    maximumFractionDigits: amount < 10 && unit !== 'minute' ? 1 : 0,
  }).format(amount);
}
