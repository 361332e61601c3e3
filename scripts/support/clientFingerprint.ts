import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
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
  const hash = createHash('sha256');
  // One after the other, or the process that serves would keep the room that all of them took at once; and not by
  // promises, of which a thousand take longer than the files.
  for (const file of sources) {
    const digest = createHash('sha256').update(readFileSync(file)).digest('hex');
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
