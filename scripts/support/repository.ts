import path from 'node:path';

/** The absolute path of a file of the repository, wherever the person called from. */
export function inRepository(...parts: string[]): string {
  return path.join(import.meta.dirname, '..', '..', ...parts);
}
