import { createServer } from 'node:http';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { inTurns } from '@caseload/server/http/inTurns.ts';

/** What a request occupies the process for. */
const WORK_MS = 2;
/** As many as begin before five milliseconds are over, and the one that goes beyond. */
const MOST_A_TURN = 3;

test('a crowd that asks at once begins in order, a few of it in each turn of the event loop', async () => {
  const begun: string[] = [];
  const server = createServer(
    inTurns(({ url = '' }) => {
      begun.push(url);
      for (const end = performance.now() + WORK_MS; performance.now() < end; );
    }),
  );
  const paths = Array.from({ length: 100 }, (_, index) => `/${index}`);
  for (const url of paths) server.emit('request', { url }, {});
  expect(begun).toEqual([]);
  const inEachTurn: number[] = [];
  for (let before = 0; before < paths.length; before = begun.length) {
    await nextTurn();
    inEachTurn.push(begun.length - before);
  }
  expect(begun).toEqual(paths);
  expect(Math.max(...inEachTurn)).toBeLessThanOrEqual(MOST_A_TURN);
});

test('one that cannot begin does not keep the others waiting', async () => {
  const begun: string[] = [];
  const listener = inTurns(({ url = '' }) => {
    begun.push(url);
    if (url === '/bad') throw new Error('no request');
  });
  const server = createServer(listener);
  const faults: unknown[] = [];
  const kept = process.listeners('uncaughtException');
  process.removeAllListeners('uncaughtException').once('uncaughtException', (fault) => faults.push(fault));
  try {
    for (const url of ['/1', '/bad', '/2']) server.emit('request', { url }, {});
    while (begun.length < 3) await nextTurn();
  } finally {
    process.removeAllListeners('uncaughtException');
    for (const listening of kept) process.on('uncaughtException', listening);
  }
  expect(begun).toEqual(['/1', '/bad', '/2']);
  expect(faults).toHaveLength(1);
});
