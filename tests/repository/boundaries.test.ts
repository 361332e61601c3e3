import { readdir, readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, expect, test } from 'vitest';

const root = fileURLToPath(new URL('../../', import.meta.url));
const FOLDERS = ['shared', 'db', 'server', 'client', 'scripts', 'load', 'tests'] as const;
const MAY_IMPORT: Record<(typeof FOLDERS)[number], readonly string[]> = {
  shared: [],
  db: ['shared'],
  server: ['shared', 'db'],
  client: ['shared'],
  load: ['shared'],
  scripts: FOLDERS,
  tests: FOLDERS,
};

type Source = { readonly path: string; readonly folder: (typeof FOLDERS)[number]; readonly text: string };
let sources: Source[];

beforeAll(async () => {
  sources = (await Promise.all(FOLDERS.map(readSources))).flat();
  expect(sources.length).toBeGreaterThan(200);
});

async function readSources(folder: (typeof FOLDERS)[number]): Promise<Source[]> {
  const entries = await readdir(join(root, folder), { recursive: true, withFileTypes: true });
  const files = entries.filter(
    (entry) =>
      entry.isFile() && /\.(?:tsx?|mjs)$/u.test(entry.name) && !/node_modules|dist/u.test(entry.parentPath),
  );
  return Promise.all(
    files.map(async (entry) => {
      const path = join(entry.parentPath, entry.name);
      return { path: relative(root, path), folder, text: await readFile(path, 'utf8') };
    }),
  );
}

const places = (found: Source[]) => found.map(({ path }) => path);
const outside = (folders: readonly string[]) => sources.filter(({ folder }) => !folders.includes(folder));

test('each folder imports only what it may', () => {
  const wrong = sources.flatMap(({ path, folder, text }) =>
    [...text.matchAll(/from '@caseload\/(\w+)\//gu)]
      .map(([, target = '']) => target)
      .filter((target) => target !== folder && !MAY_IMPORT[folder].includes(target))
      .map((target) => `${path} imports ${target}`),
  );
  expect(wrong).toEqual([]);
});

test('nobody reaches into another folder by a relative path', () => {
  const climbing = sources.filter(({ path, text }) =>
    [...text.matchAll(/from '((?:\.\.\/)+)/gu)].some(
      ([, up = '']) => up.length / 3 >= path.split('/').length - 1,
    ),
  );
  expect(places(climbing)).toEqual([]);
});

test('no file only passes on what others export', () => {
  const barrels = sources.filter(({ text }) => /^export (?:\*|\{[^}]*\}) from /mu.test(text));
  expect(places(barrels)).toEqual([]);
});

test('the environment is read by scripts and handed on; child processes inherit it', () => {
  const inherits = ['db/src/embedded/initialiseCluster.ts', 'db/src/embedded/serverProcess.ts'];
  const reading = outside(['scripts', 'tests']).filter(
    ({ path, text }) => /process\.env\b/u.test(withoutComments(text)) && !inherits.includes(path),
  );
  expect(places(reading)).toEqual([]);
});

const withoutComments = (text: string) => text.replaceAll(/\/\*[\s\S]*?\*\/|\/\/.*/gu, '');

test('nothing reaches the tenants past the kernel', () => {
  const around = outside(['scripts', 'tests']).filter(
    ({ path, text }) =>
      !path.startsWith('db/') &&
      // What everything is measured against has no kernel, and serves nobody.
      path !== 'load/src/floor/floorProcess.ts' &&
      /\bpool\.query\(|\.transaction\(|from 'pg'/u.test(text.replaceAll(/import type .*/gu, '')),
  );
  expect(places(around)).toEqual([]);
});

test('only recordAction writes the audit trail of a request', () => {
  const writers = sources.filter(
    ({ path, text }) => path.startsWith('server/') && /insertAction\(/u.test(text),
  );
  expect(places(writers).toSorted()).toEqual(['server/src/customerActions/recordAction.ts']);
});

test('every direct dependency is pinned exactly', async () => {
  const loose: string[] = [];
  for (const folder of ['', ...FOLDERS]) {
    const description = JSON.parse(await readFile(join(root, folder, 'package.json'), 'utf8'));
    for (const [name, version] of Object.entries({
      ...description.dependencies,
      ...description.devDependencies,
    })) {
      if (!/^\d+\.\d+\.\d+(?:-[\w.]+)?$/u.test(String(version))) loose.push(`${folder}: ${name} ${version}`);
    }
  }
  expect(loose).toEqual([]);
});
