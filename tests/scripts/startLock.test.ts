import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { processStart } from '@caseload/db/embedded/processes.ts';
import { takeLock } from '@caseload/scripts/support/lockFile.ts';
import { ownDataDirectory } from '@caseload/scripts/support/ownDataDirectory.ts';
import { afterEach, beforeEach, expect, test } from 'vitest';

let directory: string;
beforeEach(async () => {
  directory = await mkdtemp(path.join(os.tmpdir(), 'caseload-lock-'));
});
afterEach(() => rm(directory, { recursive: true, force: true }));

const ownerFile = () => path.join(directory, 'owner');

test('a second app is refused with the id of the first, until the first releases', async () => {
  const first = await ownDataDirectory(directory);
  await expect(ownDataDirectory(directory)).rejects.toThrow(`another Caseload (process ${process.pid})`);
  await first.release();
  const second = await ownDataDirectory(directory);
  await second.release();
  expect(await readdir(directory)).toEqual([]);
});

test('a place that cannot be written to is named with the variable that chose it', async () => {
  const file = path.join(directory, 'file');
  await writeFile(file, '');
  for (const place of [file, path.join(file, 'below')]) {
    await expect(ownDataDirectory(place)).rejects.toThrow(`CASELOAD_DATA, ${place}, cannot be written to: E`);
  }
});

test.runIf(existsSync('/proc/self'))('a place below /proc is refused, and not tried for ever', async () => {
  const place = '/proc/caseload/data';
  await expect(ownDataDirectory(place)).rejects.toThrow(
    `CASELOAD_DATA, ${place}, cannot be written to: ENOENT`,
  );
});

test('the lock of a process that has ended is taken over', async () => {
  const child = spawn(process.execPath, ['--version'], { stdio: 'ignore' });
  const ended = once(child, 'exit');
  await writeFile(ownerFile(), JSON.stringify({ pid: child.pid, start: 'whenever' }));
  await ended;
  const lock = await ownDataDirectory(directory);
  await lock.release();
});

test('a process that got the id of the owner later is not the owner', async () => {
  expect(await processStart(process.pid)).toBeDefined();
  await writeFile(ownerFile(), JSON.stringify({ pid: process.pid, start: 'another time' }));
  const lock = await ownDataDirectory(directory);
  await lock.release();
});

test('a lock file cut off in the middle is taken over', async () => {
  await writeFile(ownerFile(), '{"pid":');
  const lock = await ownDataDirectory(directory);
  await lock.release();
});

test('whoever ends leaves the lock that another took where the directory was removed and made anew', async () => {
  const first = await ownDataDirectory(directory);
  await rm(directory, { recursive: true });
  await mkdir(directory);
  const other = spawn(process.execPath, ['-e', 'setInterval(() => {}, 60_000)'], { stdio: 'ignore' });
  try {
    await once(other, 'spawn');
    const start = await processStart(other.pid ?? 0);
    await writeFile(ownerFile(), JSON.stringify({ pid: other.pid, start }));
    await first.release();
    await expect(ownDataDirectory(directory)).rejects.toThrow(`another Caseload (process ${other.pid})`);
  } finally {
    other.kill();
  }
});

test('of many that find a stale lock at once exactly one gets it, every time', async () => {
  const file = JSON.stringify(ownerFile());
  const program = `
    import { takeLock } from ${JSON.stringify(import.meta.resolve('@caseload/scripts/support/lock.mjs'))};
    let lock = {};
    process.stdin.on('data', () => {
      const held = 'release' in lock;
      if (held) lock.release();
      lock = held ? {} : takeLock(${file});
      process.stdout.write(held ? 'released' : 'release' in lock ? 'got' : 'refused');
    });
    process.stdout.write('up');`;
  const children = Array.from({ length: 3 }, () =>
    spawn(process.execPath, ['--input-type=module', '-e', program], { stdio: ['pipe', 'pipe', 'inherit'] }),
  );
  const word = async (child: (typeof children)[number]) => String((await once(child.stdout, 'data'))[0]);
  try {
    await Promise.all(children.map(word));
    for (let round = 0; round < 50; round += 1) {
      await writeFile(ownerFile(), JSON.stringify({ pid: process.pid, start: 'another time' }));
      const words = Promise.all(children.map(word));
      for (const { stdin } of children) stdin.write('take');
      expect((await words).toSorted()).toEqual(['got', 'refused', 'refused']);
      const winner = children[(await words).indexOf('got')];
      expect(await takeLock(ownerFile())).toEqual({ heldBy: winner?.pid });
      const released = Promise.all(winner === undefined ? [] : [word(winner)]);
      winner?.stdin.write('release');
      expect(await released).toEqual(['released']);
    }
  } finally {
    const ended = children.map((child) => once(child, 'exit'));
    for (const { stdin } of children) stdin.end();
    await Promise.all(ended);
  }
});
