import { existsSync } from 'node:fs';
import { glob, readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const source = fileURLToPath(new URL('../../../client/src/', import.meta.url));
const sheetsOfMantine = dirname(createRequire(import.meta.url).resolve('@mantine/core/styles/Button.css'));

/** Components whose look comes with another one's sheet, or that have none. */
async function importedComponents(): Promise<string[]> {
  const names = new Set<string>();
  for await (const file of glob('**/*.{ts,tsx}', { cwd: source })) {
    const text = await readFile(join(source, file), 'utf8');
    for (const [, list = ''] of text.matchAll(/import\s*\{([^}]*)\}\s*from '@mantine\/core'/gu))
      for (const name of list.split(',')) names.add(name.trim());
  }
  return [...names].filter((name) => existsSync(join(sheetsOfMantine, `${name}.css`))).toSorted();
}

test('every component in use has its sheet, and every sheet its file', async () => {
  const lists = ['theme/styles.ts', 'theme/signedInStyles.ts'];
  const texts = await Promise.all(lists.map((file) => readFile(join(source, file), 'utf8')));
  const sheets = [...texts.join('\n').matchAll(/@mantine\/core\/styles\/(\w+(?:-\w+)*)\.css/gu)].map(
    ([, name = '']) => name,
  );
  const components = await importedComponents();
  expect(components.length).toBeGreaterThan(20);
  expect(components.filter((name) => !sheets.includes(name))).toEqual([]);
  expect(sheets.filter((name) => !existsSync(join(sheetsOfMantine, `${name}.css`)))).toEqual([]);
});
