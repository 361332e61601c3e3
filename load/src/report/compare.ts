import type { Goal } from '../contest.ts';
import type { Contender, ContestResult, Result } from './result.ts';

/** A contender against the first of its contest: machines differ, ratios in one run do not. */
export function ratioOf(
  contender: Contender,
  { contenders, comparedBy }: Pick<ContestResult, 'contenders' | 'comparedBy'>,
): number {
  const of = ({ perSecond, p50 }: Contender) => (comparedBy === 'rate' ? perSecond : p50);
  const [first] = contenders;
  return first === undefined ? Number.NaN : of(contender) / of(first);
}

/** The same ratio in an earlier result; undefined where it was not measured. */
export function formerRatioOf(
  { name }: Contender,
  contest: string,
  former: Result | undefined,
): number | undefined {
  const earlier = former?.contests.find((one) => one.name === contest);
  const contender = earlier?.contenders.find((one) => one.name === name);
  return earlier === undefined || contender === undefined ? undefined : ratioOf(contender, earlier);
}

export type Judgement = { readonly text: string; readonly met: boolean };

/** The goals of a contender, each with whether it was met. */
export const judge = (contender: Contender, contest: ContestResult): Judgement[] =>
  contender.goals.map((goal) => judgeOne(goal, contender, contest));

function judgeOne({ of, atMost, atLeast }: Goal, contender: Contender, contest: ContestResult): Judgement {
  const found = of === 'ratio' ? ratioOf(contender, contest) : contender[of];
  const unit = of === 'ratio' ? '' : ' ms';
  const limits = [
    ...(atMost === undefined ? [] : [{ sign: '≤', limit: atMost, met: found <= atMost }]),
    ...(atLeast === undefined ? [] : [{ sign: '≥', limit: atLeast, met: found >= atLeast }]),
  ];
  const met = limits.every((one) => one.met);
  const said = limits.map(({ sign, limit }) => `${of} ${sign} ${limit.toLocaleString('en')}${unit}`);
  return { text: `${said.join(', ')}: ${met ? 'met' : 'missed'}`, met };
}

/** The earlier result with what was measured anew in the place of what it replaces. */
export function merged(former: Result | undefined, { contests }: Result): Result {
  const fresh = new Map(contests.map((contest) => [contest.name, contest]));
  const kept = (former?.contests ?? []).map((contest) => fresh.get(contest.name) ?? contest);
  const known = new Set(kept.map(({ name }) => name));
  return { contests: [...kept, ...contests.filter(({ name }) => !known.has(name))] };
}
