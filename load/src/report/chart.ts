import { formerRatioOf, judge, ratioOf } from './compare.ts';
import type { Contender, ContestResult, Result } from './result.ts';
import { millisecondsOf, serverLine } from './table.ts';

const escape = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

/** A result as one HTML page without scripts: a bar for each contender, as long as its rate or its time. */
export function chartOf({ contests }: Result, baseline?: Result): string {
  const figures = contests.map((contest) => figureOf(contest, baseline));
  const settings = [...new Set(contests.map(({ setting }) => setting))];
  const said = settings.map((setting) => `<p>${escape(setting)}</p>`).join('');
  return `<!doctype html><html lang="en"><meta charset="utf-8"><title>Load</title><style>${STYLE}</style><h1>Load</h1>${said}${figures.join('')}</html>\n`;
}

function figureOf(contest: ContestResult, baseline: Result | undefined): string {
  const { name, contenders, comparedBy } = contest;
  const lengthOf = ({ perSecond, p50 }: Contender) => (comparedBy === 'rate' ? perSecond : p50);
  const most = Math.max(...contenders.map(lengthOf));
  const rows = contenders.map((contender) => {
    const width = ((100 * lengthOf(contender)) / most).toFixed(1);
    const goals = judge(contender, contest).map(
      ({ text, met }) => `<b class="${met ? 'met' : 'missed'}">${escape(text)}</b>`,
    );
    const said = escape(sentenceOf(contender, contest, baseline));
    return `<tr><th scope="row">${escape(contender.name)}</th><td><i style="width:${width}%"></i>${said} ${goals.join(' ')}</td></tr>`;
  });
  const server = `<p>${escape(serverLine(contest.server))}</p>`;
  return `<figure><figcaption>${escape(name)}</figcaption><table>${rows.join('')}</table>${server}</figure>`;
}

function sentenceOf(contender: Contender, contest: ContestResult, baseline: Result | undefined): string {
  const { perSecond, p50, p95, p99 } = contender;
  const former = formerRatioOf(contender, contest.name, baseline);
  const times = [p50, p95, p99].map(millisecondsOf).join(', ');
  return (
    `${Math.round(perSecond).toLocaleString('en')} a second, p50, p95, p99: ${times} ms; ` +
    `${ratioOf(contender, contest).toFixed(2)} of the first${former === undefined ? '' : `, was ${former.toFixed(2)}`}`
  );
}

const STYLE = `body{font:16px system-ui;max-width:60rem;margin:2rem auto;padding:0 1rem;color-scheme:light dark}
figure{margin:2rem 0}figcaption{font-weight:600}table{width:100%}th{width:16rem;text-align:start;font-weight:400}
i{display:block;height:.75rem;background:#2b6cb0}b{font-weight:600}.missed{color:light-dark(#b00020,#ff8a80)}figure p{font-size:.875rem}`;
