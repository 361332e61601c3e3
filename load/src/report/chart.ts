import { ratioOf } from './table.ts';
import type { Result } from './result.ts';

const escape = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

/** A result as one HTML page without scripts: a bar for each contender, as long as its rate. */
export function chartOf({ setting, contests }: Result): string {
  const figures = contests.map(({ name, contenders }) => {
    const most = Math.max(...contenders.map(({ perSecond }) => perSecond));
    const bars = contenders.map((contender) => {
      const { name: who, perSecond, p99 } = contender;
      const width = ((100 * perSecond) / most).toFixed(1);
      const said = `${Math.round(perSecond)} a second, ${ratioOf(contender, contenders).toFixed(2)} of the first, p99 ${p99} ms`;
      return `<tr><th scope="row">${escape(who)}</th><td><i style="width:${width}%"></i>${said}</td></tr>`;
    });
    return `<figure><figcaption>${escape(name)}</figcaption><table>${bars.join('')}</table></figure>`;
  });
  return `<!doctype html><html lang="en"><meta charset="utf-8"><title>Load</title><style>${STYLE}</style><h1>Load</h1><p>${escape(setting)}</p>${figures.join('')}</html>\n`;
}

const STYLE = `body{font:16px system-ui;max-width:60rem;margin:2rem auto;padding:0 1rem;color-scheme:light dark}
figure{margin:2rem 0}figcaption{font-weight:600}table{width:100%}th{width:16rem;text-align:start;font-weight:400}
i{display:block;height:.75rem;background:#2b6cb0}`;
