import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

export type Migration = { readonly name: string; readonly text: string; readonly checksum: string };

const directory = fileURLToPath(new URL('../../migrations/', import.meta.url));

/** The migrations in the order they apply: `0001_core.sql`, `0002_…`. Forward only, never edited once released. */
export async function readMigrations(): Promise<Migration[]> {
  const names = (await readdir(directory)).filter((name) => /^\d{4}_\w+\.sql$/u.test(name)).sort();
  return Promise.all(
    names.map(async (name) => {
      const text = await readFile(directory + name, 'utf8');
      return { name, text, checksum: createHash('sha256').update(text).digest('hex') };
    }),
  );
}
