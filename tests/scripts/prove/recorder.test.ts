import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { makeRecorder } from '@caseload/scripts/prove/history/recorder.ts';

const REQUEST = {
  client: 'one',
  organisation: 'harbour',
  operation: 'look',
  meaning: { kind: 'other' },
  method: 'GET',
  path: '/',
  body: undefined,
} as const;
const ANSWER = {
  status: 200,
  loss: undefined,
  problem: undefined,
  seen: {},
  canaries: [],
  body: '',
} as const;

test('an answer that comes after the end of the run is not written, and ends nothing', async () => {
  const directory = await mkdtemp(path.join(tmpdir(), 'caseload-recorder-'));
  onTestFinished(() => rm(directory, { recursive: true, force: true }));
  const recorder = makeRecorder(path.join(directory, 'history.jsonl'));
  const answered = recorder.sent(REQUEST);
  const closing = recorder.close();
  answered(ANSWER);
  recorder.beginFault('late');
  await closing;
  expect(await readFile(recorder.file, 'utf8')).toMatch(/^\{"event":"request".*\}\n$/u);
});
