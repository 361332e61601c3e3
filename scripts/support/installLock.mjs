import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { takeLock } from './lock.mjs';

/**
 * Runs `work` while no other start installs into this checkout; waits for one that does. The lock lies outside
 * node_modules, which the installation removes.
 */
export async function withInstallLock(root, work) {
  const parent = path.join(root, '.caseload');
  mkdirSync(parent, { recursive: true });
  const lock = await waitForLock(path.join(parent, 'installing'));
  try {
    await work();
  } finally {
    lock.release();
  }
}

async function waitForLock(file) {
  for (let saidSo = false; ; saidSo = true) {
    const lock = takeLock(file);
    if ('release' in lock) return lock;
    if (!saidSo)
      process.stdout.write(`Waiting for process ${lock.heldBy}, which is installing the packages\n`);
    await pause(200);
  }
}
