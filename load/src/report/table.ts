import { formerRatioOf, judge, ratioOf } from './compare.ts';
import type { Contender, ContestResult, Result, ServerFigures } from './result.ts';

const RULE = '| --- | --- | --- | --- | --- | --- | --- | --- |';

/** A result as Markdown; with a baseline also how the ratios to the first have changed since. */
export function tableOf({ contests }: Result, baseline?: Result): string {
  let setting = '';
  const parts = contests.map((contest) => {
    const heading = contest.setting === setting ? '' : `${contest.setting}\n\n`;
    setting = contest.setting;
    return heading + partOf(contest, baseline);
  });
  return parts.join('\n\n');
}

function partOf(contest: ContestResult, baseline: Result | undefined): string {
  const compared = contest.comparedBy === 'rate' ? 'rate to the first' : 'time to the first';
  const head = `| | a second | ${compared} | p50 ms | p95 ms | p99 ms | goal | failures |\n${RULE}`;
  const lines = contest.contenders.map((contender) => lineOf(contender, contest, baseline));
  return `### ${contest.name}\n\n${head}\n${lines.join('\n')}\n\n${serverLine(contest.server)}`;
}

function lineOf(contender: Contender, contest: ContestResult, baseline: Result | undefined): string {
  const { name, perSecond, p50, p95, p99, failures, expected } = contender;
  const former = formerRatioOf(contender, contest.name, baseline);
  const was = former === undefined ? '' : ` (was ${former.toFixed(2)})`;
  const goals = judge(contender, contest).map(({ text }) => text);
  const cells = [
    name,
    Math.round(perSecond).toLocaleString('en'),
    `${ratioOf(contender, contest).toFixed(2)}${was}`,
    millisecondsOf(p50),
    millisecondsOf(p95),
    millisecondsOf(p99),
    goals.join('; '),
    `${counts(failures) || 'none'}${counts(expected) && ` (of the work: ${counts(expected)})`}`,
  ];
  return `| ${cells.join(' | ')} |`;
}

export const millisecondsOf = (ms: number) => (ms < 10 ? ms.toFixed(1) : Math.round(ms).toLocaleString('en'));

const counts = (kinds: Readonly<Record<string, number>>) =>
  Object.entries(kinds)
    .map(([kind, count]) => `${kind}: ${count}`)
    .join(', ');

/** The server's process in one sentence. */
export function serverLine(figures: ServerFigures): string {
  const { eventLoopP99Ms, eventLoopMaxMs } = figures;
  const mb = (of: `${string}Mb` & keyof ServerFigures) => Math.round(figures[of]);
  const pools = figures.pools.map(
    ({ name, total, inUse, waiting }) => `${name} ${total} open, ${inUse} in use, ${waiting} waiting`,
  );
  return (
    `The server: ${mb('atStartMb')} MB at its start, ${mb('beforeMb')} → ${mb('afterMb')} MB in this contest, ` +
    `${mb('peakMb')} at most, in use ${mb('usedBeforeMb')} → ${mb('usedAfterMb')} MB; event loop p99 ${eventLoopP99Ms.toFixed(0)} ms, ${eventLoopMaxMs.toFixed(0)} at most; connections at most: ${pools.join('; ')}.`
  );
}
