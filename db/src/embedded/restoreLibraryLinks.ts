import { readFile, symlink } from 'node:fs/promises';
import path from 'node:path';
import { errorCode } from './errorCode.ts';

/**
 * Makes the library links that npm cannot pack. The package's own install script would do it, but installs without
 * scripts skip it and one platform's package lacks it. Safe when several processes do it at once.
 */
export async function restoreLibraryLinks(packageDirectory: string): Promise<void> {
  for (const { source, target } of await readLinks(packageDirectory)) {
    const link = path.join(packageDirectory, target);
    const pointsTo = path.relative(path.dirname(link), path.join(packageDirectory, source));
    try {
      await symlink(pointsTo, link);
    } catch (error) {
      if (errorCode(error) === 'EEXIST') continue;
      throw new Error(`The library link ${link} is missing and could not be made.`, { cause: error });
    }
  }
}

async function readLinks(packageDirectory: string): Promise<{ source: string; target: string }[]> {
  const links: unknown = await readFile(
    path.join(packageDirectory, 'native', 'pg-symlinks.json'),
    'utf8',
  ).then(JSON.parse, (error: unknown) => {
    if (errorCode(error) === 'ENOENT') return [];
    throw error;
  });
  return Array.isArray(links) ? links.filter(isLink) : [];
}

function isLink(value: unknown): value is { source: string; target: string } {
  return (
    typeof value === 'object' &&
    value !== null &&
    'source' in value &&
    typeof value.source === 'string' &&
    'target' in value &&
    typeof value.target === 'string'
  );
}
