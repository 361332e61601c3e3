import type { Judgement } from './judge.ts';

/** The findings of several runs as those of one. */
export function merged(acts: readonly (readonly Judgement[])[]): Judgement[] {
  const [first = [], ...more] = acts;
  return first.map(({ check, finding }) => {
    const others = more.flatMap((act) => act.filter((one) => one.check === check).map((one) => one.finding));
    return {
      check,
      finding: {
        checked: others.reduce((sum, { checked }) => sum + checked, finding.checked),
        violations: [...finding.violations, ...others.flatMap(({ violations }) => violations)],
      },
    };
  });
}
