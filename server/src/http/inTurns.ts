import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';

/**
 * Begins one request in each turn of the event loop, in the order they came. Node lets in one new connection a turn
 * (libuv since 1.45). Where a crowd is at work and all that it asks begins in one long turn, newcomers wait at the door for
 * many seconds, and no time limit of ours knows of them; so they are let in as fast as requests begin.
 */
export function inTurns(begin: RequestListener): RequestListener {
  const waiting: [IncomingMessage, ServerResponse][] = [];

  function takeTurn(): void {
    const next = waiting.shift();
    if (waiting.length > 0) setImmediate(takeTurn);
    if (next !== undefined) begin(...next);
  }

  return (request, response) => {
    waiting.push([request, response]);
    if (waiting.length === 1) setImmediate(takeTurn);
  };
}
