const NUMBER = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:e[+-]?\d+)?$/iu;
const ONE_SIGN = /^(?<before>[+\-−]?[1-9]\d{0,2})(?<sign>[.,])(?<after>\d{3})$/u;

/** A number as people type it: `1234.5`, `1234,5`, `1 234.5`; null when it is none. Thousands are not marked by signs. */
export function readNumber(text: string): number | null {
  const plain = text.replaceAll(/\s/gu, '').replace('−', '-').replace(',', '.');
  const number = NUMBER.test(plain) ? Number(plain) : Number.NaN;
  return Number.isFinite(number) ? number : null;
}

/**
 * The number without the sign that marks its thousands in `locale`, where it has just one: `1.234` of a German would be read
 * as a little more than one. Null for every other text.
 */
export function withoutThousands(text: string, locale: string): string | null {
  const { before, sign, after } = ONE_SIGN.exec(text.replaceAll(/\s/gu, ''))?.groups ?? {};
  const parts = new Intl.NumberFormat(locale).formatToParts(1_000_000);
  const isThousands =
    sign !== undefined && parts.some(({ type, value }) => type === 'group' && value === sign);
  return isThousands ? `${before}${after}` : null;
}
