import type { Contender, Result } from './result.ts';

const HEAD = `| | a second | to the first | p50 ms | p95 ms | p99 ms | failures |\n| --- | --- | --- | --- | --- | --- | --- |`;

/** A result as Markdown; with a baseline also how the ratios to the first have changed since. */
export function tableOf({ setting, contests }: Result, baseline?: Result): string {
  const parts = contests.map(({ name, contenders, residentMb, eventLoopP99Ms }) => {
    const before = baseline?.contests.find((contest) => contest.name === name)?.contenders;
    const lines = contenders.map((contender) => lineOf(contender, contenders, before));
    const server = `The server afterwards: ${Math.round(residentMb)} MB resident, event loop p99 ${eventLoopP99Ms.toFixed(0)} ms.`;
    return `### ${name}\n\n${HEAD}\n${lines.join('\n')}\n\n${server}`;
  });
  return [setting, ...parts].join('\n\n');
}

/** A contender's rate as a multiple of the first one's: machines differ, ratios in one run do not. */
export const ratioOf = ({ perSecond }: Contender, all: readonly Contender[]): number =>
  perSecond / (all[0]?.perSecond ?? Number.NaN);

function lineOf(
  contender: Contender,
  all: readonly Contender[],
  before: readonly Contender[] | undefined,
): string {
  const { name, perSecond, p50, p95, p99, failures } = contender;
  const earlier = before?.find((one) => one.name === name);
  const ratio = ratioOf(contender, all).toFixed(2);
  const was =
    before === undefined || earlier === undefined ? '' : ` (was ${ratioOf(earlier, before).toFixed(2)})`;
  const failed = Object.entries(failures).map(([kind, count]) => `${kind}: ${count}`);
  return `| ${name} | ${Math.round(perSecond)} | ${ratio}${was} | ${p50} | ${p95} | ${p99} | ${failed.join(', ') || 'none'} |`;
}
