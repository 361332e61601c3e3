/** What spreadsheets take for a formula, also with the wide signs of East Asia, and what they skip before one. */
const SIGN = String.raw`[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]`;
/** Apostrophes before it belong to the text: they tell it from one that got its apostrophe here. */
const LIKE_A_FORMULA = new RegExp(`^'*${SIGN}`, 'u');
const GUARDED = new RegExp(`^'+${SIGN}`, 'u');
/** The space before a formula. An import drops it. */
const BEFORE_FORMULA = /^\s*(?=[=+\-@\uff1d\uff0b\uff0d\uff20])/u;

/** A text for a file that spreadsheets open: a customer could be called =HYPERLINK(…), and phones begin with a plus. */
export const guarded = (text: string): string => (LIKE_A_FORMULA.test(text) ? `'${text}` : text);

/**
 * A cell of somebody's file for a file that is imported in its place. What has an apostrophe already is no formula, and
 * would have one too many for the import, which takes off one.
 */
export const guardedCell = (cell: string): string => cell.replace(BEFORE_FORMULA, "'");

/** The text that was guarded, so that what is exported comes back as it was. */
export const unguarded = (text: string): string => (GUARDED.test(text) ? text.slice(1) : text);
