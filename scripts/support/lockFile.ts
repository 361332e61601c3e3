import { takeLock as takeLockNow } from './lock.mjs';

export type Lock = { release(): Promise<void> };

/** See `lock.mjs`, which is plain JavaScript because the bootstrap needs it before this Node is there. */
export async function takeLock(file: string): Promise<Lock | { heldBy: number }> {
  const lock = takeLockNow(file);
  return 'release' in lock ? { release: async () => lock.release() } : lock;
}
