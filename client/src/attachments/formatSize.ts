const UNITS = ['kilobyte', 'megabyte'] as const;
const STEP = 1_024;

/** `1.4 MB`, in the steps of 1,024 that file managers count in. */
export function formatSize(bytes: number, language: string): string {
  if (bytes < STEP) return format(bytes, 'byte', language);
  const [kilobyte, megabyte] = UNITS;
  // What would be rounded up to 1,024 kB is a megabyte.
  const isMega = Math.round(bytes / STEP) >= STEP;
  return isMega ? format(bytes / STEP / STEP, megabyte, language) : format(bytes / STEP, kilobyte, language);
}

function format(value: number, unit: string, language: string): string {
  const maximumFractionDigits = value < 10 && unit !== 'byte' ? 1 : 0;
  return new Intl.NumberFormat(language, {
    style: 'unit',
    unit,
    unitDisplay: unit === 'byte' ? 'long' : 'short',
    maximumFractionDigits,
  }).format(value);
}
