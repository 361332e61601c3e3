import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { makeDiskStorage } from '@caseload/server/attachments/diskStorage.ts';
import { FileMissing, type FileStorage, fileKey } from '@caseload/server/attachments/fileStorage.ts';
import { filesBelow } from './fileOffice.ts';

let directory: string;
let storage: FileStorage;
let key: string;

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'caseload-disk-'));
  storage = makeDiskStorage(join(directory, 'uploads'));
  key = fileKey(randomUUID(), randomUUID());
});
afterEach(async () => {
  await chmod(join(directory, 'uploads'), 0o700).catch(() => undefined);
  await rm(directory, { recursive: true, force: true });
});

async function* chunks(...texts: string[]): AsyncGenerator<Buffer> {
  for (const text of texts) yield Buffer.from(text);
}
async function* breaking(): AsyncGenerator<Buffer> {
  yield Buffer.from('half');
  throw new Error('broke off');
}

test.runIf(existsSync('/proc/self'))(
  'a place where nothing can be made is an error, not a wait without end',
  async () => {
    await expect(makeDiskStorage('/proc/caseload/uploads').put(key, chunks('text'))).rejects.toThrow(
      'ENOENT',
    );
  },
);

test('gives back what was put, with its size, until it is removed', async () => {
  await storage.put(key, chunks('first ', 'second'));
  const { content, sizeBytes } = await storage.open(key);
  expect(sizeBytes).toBe(12);
  expect((await buffer(content)).toString()).toBe('first second');
  await storage.remove(key);
  await expect(storage.open(key)).rejects.toBeInstanceOf(FileMissing);
  await storage.remove(key);
});

test('keeps nothing of content that breaks off', async () => {
  await expect(storage.put(key, breaking())).rejects.toThrow('broke off');
  expect(await filesBelow(directory)).toEqual([]);
  await expect(storage.open(key)).rejects.toBeInstanceOf(FileMissing);
});

test.each(['../../etc/passwd', 'a/b', `${randomUUID()}/..`, `${randomUUID()}/${randomUUID()}/x`, ''])(
  'makes no path of %s',
  async (bad) => {
    await expect(storage.put(bad, chunks('x'))).rejects.toBeInstanceOf(RangeError);
    await expect((async () => storage.open(bad))()).rejects.toBeInstanceOf(RangeError);
    expect(() => storage.remove(bad)).toThrow(RangeError);
    expect(await filesBelow(directory)).toEqual([]);
  },
);

test('keeps nothing either when it breaks off before its file is there', async () => {
  const failing = () =>
    new Readable({
      read() {
        this.destroy(new Error('broke off'));
      },
    });
  const keys = Array.from({ length: 200 }, () => fileKey(randomUUID(), randomUUID()));
  const puts = await Promise.allSettled(keys.map((one) => storage.put(one, failing())));
  expect(puts.every(({ status }) => status === 'rejected')).toBe(true);
  expect(await filesBelow(directory)).toEqual([]);
});

test('has nothing to tidy before anything came', async () => {
  await expect(storage.tidy(0)).resolves.toBeUndefined();
});

test('leaves the last of the disk to the database', async () => {
  const full = makeDiskStorage(join(directory, 'uploads'), Number.MAX_SAFE_INTEGER);
  await expect(full.put(key, chunks('too much'))).rejects.toThrow('nearly full');
  expect(await filesBelow(join(directory, 'uploads'))).toEqual([]);
});
