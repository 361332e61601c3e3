/** What a cell of a workbook can hold, in UTF-16 code units. */
export const CELL_MAXIMUM = 32_767;

/** A text that is longer than a cell can hold ends with a word about it; the CSV file has all of it. */
export function fitText(text: string): string {
  if (text.length <= CELL_MAXIMUM) return text;
  const note = ` […cut: ${text.length} characters, of which a cell can hold ${CELL_MAXIMUM}]`;
  const kept = text.slice(0, CELL_MAXIMUM - note.length);
  // Half of a pair at the end would be a character of its own.
  return kept.replace(/\p{Surrogate}$/u, '') + note;
}

/**
 * What XML has another meaning for, or no place at all, and what would not come back as it was: a carriage
 * return, which readers make a line feed of, and texts such as `_x0041_`, which Excel makes a letter of.
 */
const SPECIAL = /[[\p{Cc}--[\t\n\u007f-\u009f]][&<>\ufffe\uffff]\p{Surrogate}]|_(?=x[\dA-Fa-f]{4}_)/gv;

const WRITTEN: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '\r': '&#13;',
  _: '_x005F_',
};

/** Text as XML; characters that XML cannot carry become U+FFFD. */
export const xmlText = (text: string): string =>
  text.replaceAll(SPECIAL, (found) => WRITTEN[found] ?? '\ufffd');
