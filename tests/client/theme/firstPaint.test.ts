import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { runInNewContext } from 'node:vm';
import { expect, test } from 'vitest';
import { THEME_KEY } from '@caseload/client/settings/keptSettings.ts';

const client = fileURLToPath(new URL('../../../client/', import.meta.url));

async function rootAfter(
  kept: Record<string, string> | null,
  isDark: boolean,
): Promise<Record<string, string>> {
  const dataset: Record<string, string> = {};
  const getItem = (name: string) => {
    if (kept === null) throw new Error('this browser keeps nothing');
    return kept[name] ?? null;
  };
  runInNewContext(await readFile(`${client}public/firstPaint.js`, 'utf8'), {
    localStorage: { getItem },
    window: { matchMedia: () => ({ matches: isDark }) },
    document: { documentElement: { dataset } },
  });
  return dataset;
}

test('the colours are the person’s, else the device’s, before anything is painted', async () => {
  expect(await rootAfter({ [THEME_KEY]: 'dark' }, false)).toEqual({ mantineColorScheme: 'dark' });
  expect(await rootAfter({ [THEME_KEY]: 'light' }, true)).toEqual({ mantineColorScheme: 'light' });
  expect(await rootAfter({ [THEME_KEY]: 'auto' }, true)).toEqual({ mantineColorScheme: 'dark' });
  expect(await rootAfter({}, false)).toEqual({ mantineColorScheme: 'light' });
  expect(await rootAfter(null, true)).toEqual({ mantineColorScheme: 'dark' });
});

test('so is the height of rows', async () => {
  expect(await rootAfter({ 'caseload.density': 'compact' }, false)).toMatchObject({ density: 'compact' });
  expect(await rootAfter({ 'caseload.density': '"><script>' }, false)).not.toHaveProperty('density');
});

test('it runs before the page is drawn: in the head, blocking, a file of its own', async () => {
  const html = await readFile(`${client}index.html`, 'utf8');
  expect(html.slice(0, html.indexOf('</head>'))).toContain('<script src="/firstPaint.js"></script>');
});
