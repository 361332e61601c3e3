import { mkdir, open, readdir, rename, rm, stat, statfs } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { makeDirectories } from '@caseload/db/makeDirectories.ts';
import { FileMissing, type FileStorage } from './fileStorage.ts';

/** Left free for what matters more: the embedded database lies on the same disk, and stops when it is full. */
const RESERVE_BYTES = 256 * 1024 * 1024;
const KEY = /^(?<organisation>[0-9a-f-]{36})\/(?<id>[0-9a-f-]{34}(?<shard>[0-9a-f]{2}))$/u;

/**
 * Files below `directory`: `<organisation>/<last two digits>/<id>`, for this account only. The last digits of
 * an id are random, so that no directory grows too long. A file arrives under `incoming` and is moved when it
 * is whole, so a crash leaves nothing half under its own name.
 */
export function makeDiskStorage(directory: string, reserveBytes = RESERVE_BYTES): FileStorage {
  const incoming = join(directory, 'incoming');
  const placeOf = (key: string) => {
    const { organisation = '', shard = '', id = '' } = KEY.exec(key)?.groups ?? {};
    if (id === '') throw new RangeError('not a key of an attachment');
    return { path: join(directory, organisation, shard, id), arriving: join(incoming, id) };
  };

  return {
    async put(key, content) {
      const { path, arriving } = placeOf(key);
      await makeDirectories(incoming, 0o700);
      await refuseFullDisk(incoming, reserveBytes);
      // Opened before the first byte is asked for: a stream that opens it later would do so behind the removal.
      const file = await open(arriving, 'wx', 0o600);
      try {
        await pipeline(content, file.createWriteStream({ flush: true }));
        await makeDirectory(dirname(path), directory);
        await rename(arriving, path);
      } catch (error) {
        await rm(arriving, { force: true });
        throw error;
      }
      await flushDirectory(dirname(path));
    },

    async open(key) {
      const file = await open(placeOf(key).path).catch(asMissing);
      try {
        const { size } = await file.stat();
        return { content: file.createReadStream(), sizeBytes: size };
      } catch (error) {
        await file.close();
        throw error;
      }
    },

    remove: (key) => rm(placeOf(key).path, { force: true }),

    async tidy(ageMs) {
      for (const name of await readdir(incoming).catch(asNone)) {
        const path = join(incoming, name);
        const changedAt = (await stat(path)).mtimeMs;
        if (changedAt < Date.now() - ageMs) await rm(path, { force: true });
      }
    },
  };
}

async function refuseFullDisk(directory: string, reserveBytes: number): Promise<void> {
  const { bavail, bsize } = await statfs(directory);
  if (bavail * bsize < reserveBytes) throw new Error('the disk of the uploads is nearly full');
}

/** A new directory is only there after a power cut when each one above it has been flushed too. */
async function makeDirectory(path: string, top: string): Promise<void> {
  const created = await mkdir(path, { recursive: true, mode: 0o700 });
  if (created === undefined) return;
  for (let at = dirname(path); at.length >= top.length; at = dirname(at)) await flushDirectory(at);
}

async function flushDirectory(path: string): Promise<void> {
  // Windows opens no directories, and writes their entries through by itself.
  if (process.platform === 'win32') return;
  const handle = await open(path);
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

const isAbsent = (error: unknown) => error instanceof Error && 'code' in error && error.code === 'ENOENT';

function asMissing(error: unknown): never {
  throw isAbsent(error) ? new FileMissing('no such file', { cause: error }) : error;
}

function asNone(error: unknown): string[] {
  if (isAbsent(error)) return [];
  throw error;
}
