const NUMBER = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:e[+-]?\d+)?$/iu;

/** A number as people type it: `1234.5`, `1234,5`, `1 234.5`; null when it is none. Thousands are not marked by signs. */
export function readNumber(text: string): number | null {
  const plain = text.replaceAll(/\s/gu, '').replace('−', '-').replace(',', '.');
  const number = NUMBER.test(plain) ? Number(plain) : Number.NaN;
  return Number.isFinite(number) ? number : null;
}
