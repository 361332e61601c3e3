import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { inRepository } from './repository.ts';

/** 16 hexadecimal digits that change with everything the built client is made of. */
export async function clientFingerprint(): Promise<string> {
  const sources = [
    ...(await listFiles(inRepository('client'))),
    ...(await listFiles(inRepository('shared', 'src'))),
    inRepository('package-lock.json'),
    inRepository('tsconfig.base.json'),
  ];
  const contents = await Promise.all(sources.map((file) => readFile(file)));
  const hash = createHash('sha256');
  for (const [index, file] of sources.entries()) {
    const digest = createHash('sha256')
      .update(contents[index] ?? '')
      .digest('hex');
    hash.update(`${path.relative(inRepository(), file)} ${digest}\n`);
  }
  return hash.digest('hex').slice(0, 16);
}

async function listFiles(directory: string): Promise<string[]> {
  const entries = await readdir(directory, { withFileTypes: true });
  const lists = await Promise.all(
    entries
      .filter(({ name }) => name !== 'node_modules' && name !== 'dist')
      .sort((a, b) => (a.name < b.name ? -1 : 1))
      .map(async (entry) => {
        const file = path.join(directory, entry.name);
        return entry.isDirectory() ? listFiles(file) : [file];
      }),
  );
  return lists.flat();
}
