import { execFileSync } from 'node:child_process';
import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';

/**
 * Takes the lock that is the existence of `file`, or says which process holds it. A lock whose owner has ended, by
 * whatever death, is taken over; a process that got the owner's id later does not count as the owner.
 */
export function takeLock(file) {
  const mine = `${file}.${process.pid}`;
  const me = { pid: process.pid, start: startOf(process.pid) };
  const lock = { release: () => releaseOf(file, me) };
  writeFileSync(mine, JSON.stringify(me));
  try {
    for (;;) {
      if (linkedAnew(mine, file)) return lock;
      const owner = readOwner(file);
      if (owner === undefined) continue;
      if (isHolding(owner)) return { heldBy: owner.pid };
      const outcome = takeOver(mine, file);
      if (outcome === 'taken') return lock;
      if (outcome !== 'again') return outcome;
    }
  } finally {
    rmSync(mine, { force: true });
  }
}

/**
 * Replaces a stale lock. Whoever does so holds a second lock meanwhile: without it a slow process, having found the
 * first one stale, would remove the one that a quick process has just put in its place.
 */
function takeOver(mine, file) {
  const guard = `${file}.takeover`;
  if (!linkedAnew(mine, guard)) {
    const rival = readOwner(guard);
    if (rival === undefined) return 'again';
    if (isHolding(rival)) return { heldBy: rival.pid };
    rmSync(guard, { force: true });
    return 'again';
  }
  try {
    const owner = readOwner(file);
    if (owner === undefined) return 'again';
    if (isHolding(owner)) return { heldBy: owner.pid };
    renameSync(mine, file);
    return 'taken';
  } finally {
    rmSync(guard, { force: true });
  }
}

/** Where the directory was removed meanwhile and made anew, the lock is another one's. */
function releaseOf(file, { pid, start }) {
  const owner = readOwner(file);
  if (owner?.pid === pid && owner.start === start) rmSync(file, { force: true });
}

/** A link appears whole or not at all, so nobody ever reads a lock without its owner. */
function linkedAnew(from, to) {
  try {
    linkSync(from, to);
    return true;
  } catch (error) {
    if (error.code === 'EEXIST') return false;
    throw error;
  }
}

function readOwner(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    if (error.code === 'ENOENT') return undefined;
    // Cut off by a crash of the whole machine: it has no owner.
    if (error instanceof SyntaxError) return { pid: 0 };
    throw error;
  }
}

function isHolding({ pid, start }) {
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
  } catch (error) {
    if (error.code !== 'EPERM') return false;
  }
  return startOf(pid) === start;
}

/** Tells two processes apart that had the same id one after the other, where the system tells. */
function startOf(pid) {
  try {
    if (process.platform === 'linux') {
      const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
      // Behind the name, which may hold anything: the state is the 1st field, the start in ticks since boot the 20th.
      const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
      const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
      return fields[0] === 'Z' ? 'ended' : `${boot}/${fields[19]}`;
    }
    if (process.platform === 'win32') return undefined;
    return execFileSync('ps', ['-p', String(pid), '-o', 'lstart='], { encoding: 'utf8' }).trim();
  } catch {
    return undefined;
  }
}
