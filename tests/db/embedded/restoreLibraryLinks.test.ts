import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { restoreLibraryLinks } from '@caseload/db/embedded/restoreLibraryLinks.ts';
import { afterEach, beforeEach, expect, test } from 'vitest';

let directory: string;

beforeEach(async () => {
  directory = await mkdtemp(path.join(os.tmpdir(), 'caseload-links-'));
  await mkdir(path.join(directory, 'native', 'lib'), { recursive: true });
  await writeFile(path.join(directory, 'native', 'lib', 'libpq.so.5.18'), 'library');
});

afterEach(() => rm(directory, { recursive: true, force: true }));

async function listLinks(links: { source: string; target: string }[]): Promise<void> {
  await writeFile(path.join(directory, 'native', 'pg-symlinks.json'), JSON.stringify(links));
}

const libpq = { source: 'native/lib/libpq.so.5.18', target: 'native/lib/libpq.so.5' };

test('missing links are made, by many at once, and lead to the library', async () => {
  await listLinks([libpq, { ...libpq, target: 'native/lib/libpq.so' }]);
  await Promise.all(Array.from({ length: 8 }, () => restoreLibraryLinks(directory)));
  for (const name of ['libpq.so', 'libpq.so.5']) {
    expect(await readFile(path.join(directory, 'native', 'lib', name), 'utf8')).toBe('library');
  }
});

test('what is there stays as it is', async () => {
  await listLinks([libpq]);
  await writeFile(path.join(directory, libpq.target), 'a copy');
  await restoreLibraryLinks(directory);
  expect(await readFile(path.join(directory, libpq.target), 'utf8')).toBe('a copy');
});

test('a package without a list of links has none to make', async () => {
  await expect(restoreLibraryLinks(directory)).resolves.toBeUndefined();
});

test('a link that cannot be made is named', async () => {
  await listLinks([{ ...libpq, target: 'native/nowhere/libpq.so.5' }]);
  await expect(restoreLibraryLinks(directory)).rejects.toThrow('native/nowhere/libpq.so.5');
});
