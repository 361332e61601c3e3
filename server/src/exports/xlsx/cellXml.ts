import type { ColumnKind, Value } from '../column.ts';
import { serialOfDay, serialOfTime } from './serialDay.ts';
import { STYLES } from './styles.ts';
import { fitText, xmlText } from './xmlText.ts';

/** Excel keeps 15 digits: a longer whole number, which may well be a name for something, stays text. */
const EXACT_BELOW = 1e15;

/**
 * One cell. Only values of numeric fields and times are numbers; everything else is text, also in its format, so
 * that no text is ever calculated, not even when a person goes through the cell and presses Enter.
 *
 * @param place such as `B7`
 */
export function cellXml(place: string, kind: ColumnKind, value: Value): string {
  if (value === null || value === '') return '';
  const number = numberOf(kind, value);
  return number === undefined
    ? textCell(place, String(value), STYLES.text)
    : `<c r="${place}" s="${STYLES[kind]}"><v>${number}</v></c>`;
}

export const textCell = (place: string, text: string, style: number): string =>
  `<c r="${place}" s="${style}" t="inlineStr"><is><t xml:space="preserve">${xmlText(fitText(text))}</t></is></c>`;

function numberOf(kind: ColumnKind, value: string | number): number | undefined {
  if (typeof value === 'number') {
    return kind === 'number' && (!Number.isInteger(value) || Math.abs(value) < EXACT_BELOW)
      ? value
      : undefined;
  }
  if (kind === 'time') return serialOfTime(value);
  return kind === 'date' ? serialOfDay(value) : undefined;
}
