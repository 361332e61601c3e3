import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';

/** How much of one turn of the event loop goes to requests that begin. */
const TURN_MS = 5;

/**
 * Begins requests in the order they came, for a few milliseconds in each turn of the event loop. Node lets in one
 * new connection a turn (libuv since 1.45), so where a crowd is at work, and all that it asks begins in one long turn,
 * newcomers wait at the door for many seconds, and no time limit of ours knows of them.
 */
export function inTurns(begin: RequestListener): RequestListener {
  let waiting: [IncomingMessage, ServerResponse][] = [];

  function takeTurn(): void {
    const end = performance.now() + TURN_MS;
    let begun = 0;
    try {
      for (const [request, response] of waiting) {
        begun += 1;
        begin(request, response);
        if (performance.now() > end) break;
      }
    } finally {
      waiting = waiting.slice(begun);
      if (waiting.length > 0) setImmediate(takeTurn);
    }
  }

  return (request, response) => {
    waiting.push([request, response]);
    if (waiting.length === 1) setImmediate(takeTurn);
  };
}
