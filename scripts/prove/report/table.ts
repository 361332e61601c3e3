import type { Judgement } from './judge.ts';

const SHOWN = 5;
const LINES_SHOWN = 8;

/** One line for each invariant, and below it the first violations with the lines of the history that show them. */
export function tableOf(judgements: readonly Judgement[]): string {
  const width = Math.max(...judgements.map(({ check }) => check.name.length));
  return judgements
    .flatMap(({ check, finding: { checked, violations } }) => [
      `${check.name.padEnd(width)}  ${String(checked).padStart(9)} checked  ${String(violations.length).padStart(6)} violations  ${check.promise}`,
      ...violations
        .slice(0, SHOWN)
        .map(
          ({ what, lines }) =>
            `    ${what}${lines.length > 0 ? ` (lines ${lines.slice(0, LINES_SHOWN).join(', ')})` : ''}`,
        ),
      ...(violations.length > SHOWN ? [`    … and ${violations.length - SHOWN} more`] : []),
    ])
    .join('\n');
}
