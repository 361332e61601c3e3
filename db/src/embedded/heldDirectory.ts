import { open, stat } from 'node:fs/promises';

/** A directory as it was found, whatever its path leads to later. */
export type HeldDirectory = {
  /** Whether the path still leads there. It does not when the directory was removed, or another made in its place. */
  isInPlace(): Promise<boolean>;
  release(): Promise<void>;
};

/** Keeps the directory open: no other directory is given its number meanwhile, by which it is known. */
export async function holdDirectory(path: string): Promise<HeldDirectory> {
  const handle = await open(path);
  const held = await handle.stat({ bigint: true });
  return {
    async isInPlace() {
      const found = await stat(path, { bigint: true }).catch(() => undefined);
      return found?.ino === held.ino && found.dev === held.dev;
    },
    release: () => handle.close(),
  };
}
