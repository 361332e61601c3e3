import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { build } from 'vite';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { z } from 'zod';

const root = fileURLToPath(new URL('../../client/', import.meta.url));
const manifestSchema = z.record(
  z.string(),
  z.looseObject({
    file: z.string(),
    isEntry: z.boolean().optional(),
    imports: z.array(z.string()).default([]),
    css: z.array(z.string()).default([]),
  }),
);

let outDir: string;
let manifest: z.output<typeof manifestSchema>;

beforeAll(async () => {
  outDir = await mkdtemp(join(tmpdir(), 'caseload-client-'));
  // As `npm run build` has it; the development build of React is three times as large.
  vi.stubEnv('NODE_ENV', 'production');
  await build({
    root,
    configFile: join(root, 'vite.config.ts'),
    logLevel: 'error',
    build: { outDir, emptyOutDir: true },
  });
  manifest = manifestSchema.parse(JSON.parse(await readFile(join(outDir, '.vite/manifest.json'), 'utf8')));
}, 120_000);
afterAll(async () => {
  vi.unstubAllEnvs();
  await rm(outDir, { recursive: true, force: true });
});

/** What a chunk needs before it can run: itself, all it imports, and their sheets. */
function filesOf(names: readonly string[]): Set<string> {
  const files = new Set<string>();
  const add = (name: string) => {
    const chunk = manifest[name];
    if (chunk === undefined || files.has(chunk.file)) return;
    files.add(chunk.file);
    for (const sheet of chunk.css) files.add(sheet);
    for (const imported of chunk.imports) add(imported);
  };
  for (const name of names) add(name);
  return files;
}

async function kilobytesOf(files: Iterable<string>): Promise<number> {
  const contents = await Promise.all([...files].map((file) => readFile(join(outDir, file))));
  return contents.reduce((sum, content) => sum + gzipSync(content).length, 0) / 1_000;
}

test('the entry with everything it needs is at most 200 kB gzip, styles included', async () => {
  const entries = Object.keys(manifest).filter((name) => manifest[name]?.isEntry);
  expect(entries).toHaveLength(1);
  expect(await kilobytesOf(filesOf(entries))).toBeLessThanOrEqual(200);
});

test.each([
  'src/session/SignInPage.tsx',
  'src/shell/Shell.tsx',
  'src/assignedWork/MyWorkPage.tsx',
  'src/customers/CustomerPage.tsx',
])('%s is a chunk of its own', (page) => {
  const entry = Object.keys(manifest).filter((name) => manifest[name]?.isEntry);
  const file = manifest[page]?.file;
  expect(file).toBeDefined();
  expect(filesOf(entry)).not.toContain(file);
});

test('the first list needs few files, since each is a request and a browser makes six at a time', () => {
  const entry = Object.keys(manifest).filter((name) => manifest[name]?.isEntry);
  const pages = [
    'src/shell/Shell.tsx',
    'src/assignedWork/MyWorkPage.tsx',
    'src/assignedWork/prefetchMyWork.ts',
  ];
  expect(Object.keys(manifest)).toEqual(expect.arrayContaining(pages));
  expect(filesOf([...entry, ...pages]).size).toBeLessThanOrEqual(30);
});

test('nothing in the page is inline, as the content security policy demands', async () => {
  const html = await readFile(join(outDir, 'index.html'), 'utf8');
  expect(html).not.toMatch(/<script(?![^>]*\ssrc=)/u);
  expect(html).not.toMatch(/\son\w+=|javascript:|<style/u);
  expect(html).not.toMatch(/https?:\/\//u);
});
