import { createServer } from 'node:http';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { inTurns } from '@caseload/server/http/inTurns.ts';

test('a crowd that asks at once begins in order, one in each turn of the event loop', async () => {
  const begun: string[] = [];
  const server = createServer(inTurns(({ url = '' }) => begun.push(url)));
  const paths = Array.from({ length: 100 }, (_, index) => `/${index}`);
  for (const url of paths) server.emit('request', { url }, {});
  expect(begun).toEqual([]);
  for (let turn = 1; turn <= paths.length; turn += 1) {
    await nextTurn();
    expect(begun).toEqual(paths.slice(0, turn));
  }
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
