import { expect, test } from 'vitest';
import { NetworkError } from '@caseload/client/api/errors.ts';
import { createUploadDesk } from '@caseload/client/imports/uploadDesk.ts';
import type { CustomerImport } from '@caseload/shared/imports/import.ts';
import { sampleImport } from './sampleImport.ts';

type Upload = {
  readonly name: string;
  readonly signal: AbortSignal;
  readonly onProgress: (sent: number) => void;
  readonly end: (answer: CustomerImport | Error) => void;
};

function setUp() {
  const uploads: Upload[] = [];
  const told: string[] = [];
  const desk = createUploadDesk(({ name }, { signal, onProgress }) => {
    const { promise, resolve, reject } = Promise.withResolvers<CustomerImport>();
    signal.addEventListener('abort', () => reject(signal.reason));
    uploads.push({
      name,
      signal,
      onProgress,
      end: (answer) => (answer instanceof Error ? reject(answer) : resolve(answer)),
    });
    return promise;
  });
  desk.subscribe(() => told.push(desk.state().kind));
  return { desk, uploads, told };
}

const file = new File(['name\nAna'], 'customers.csv');

test('it tells how far the upload is, then what the server made of it', async () => {
  const { desk, uploads } = setUp();
  const started = desk.start(file);
  await expect.poll(() => uploads.length).toBe(1);
  uploads[0]?.onProgress(4);
  expect(desk.state()).toEqual({ kind: 'uploading', name: 'customers.csv', size: file.size, sent: 4 });
  uploads[0]?.end(sampleImport());
  await started;
  expect(desk.state()).toEqual({ kind: 'ready', import: sampleImport() });
  desk.clear();
  expect(desk.state()).toEqual({ kind: 'idle' });
});

test('what cannot be imported is not sent', async () => {
  const { desk, uploads } = setUp();
  await desk.start(new File([], 'empty.csv'));
  expect(desk.state()).toEqual({ kind: 'refused', name: 'empty.csv', fault: 'empty' });
  expect(uploads).toEqual([]);
});

test('an interrupted upload can be sent again, the same file', async () => {
  const { desk, uploads } = setUp();
  const started = desk.start(file);
  await expect.poll(() => uploads.length).toBe(1);
  uploads[0]?.end(new NetworkError('no answer'));
  await started;
  expect(desk.state()).toMatchObject({ kind: 'failed', name: 'customers.csv' });
  desk.retry();
  await expect.poll(() => uploads.length).toBe(2);
  uploads[1]?.end(sampleImport());
  await expect.poll(() => desk.state().kind).toBe('ready');
});

test('a cancelled upload says nothing more, and another file takes its place', async () => {
  const { desk, uploads, told } = setUp();
  const first = desk.start(file);
  await expect.poll(() => uploads.length).toBe(1);
  desk.cancel();
  await first;
  expect(uploads[0]?.signal.aborted).toBe(true);
  expect(desk.state()).toEqual({ kind: 'idle' });
  const second = desk.start(file);
  await expect.poll(() => uploads.length).toBe(2);
  const third = desk.start(new File(['name\nBen'], 'others.csv'));
  await expect.poll(() => uploads.length).toBe(3);
  expect(uploads[1]?.signal.aborted).toBe(true);
  uploads[2]?.end(sampleImport());
  await Promise.all([second, third]);
  expect(desk.state().kind).toBe('ready');
  expect(told).not.toContain('failed');
});
