import { randomUUID } from 'node:crypto';
import type { Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { invalid, ProblemError } from './problemError.ts';

const LINGER_MS = 2_000;

/** Requests that Node itself refuses never reach Express; they get a problem as well. */
export function answerBrokenRequests(server: Server): void {
  // Node would answer an unknown `Expect` with an empty 417; expecting nothing of it is as right (RFC 9110, 10.1.1).
  server.on('checkExpectation', (request, response) => server.emit('request', request, response));
  server.on('connect', (_request, socket) => {
    // Node has taken its own listener away; an error without one would end the process.
    socket.on('error', () => undefined);
    answer(socket, new ProblemError('method-not-allowed', { allow: [] }));
  });
  server.on('clientError', (error: NodeJS.ErrnoException, socket) => {
    if (error.code === 'ECONNRESET' || !socket.writable) socket.destroy();
    else answer(socket, problemOf(error));
  });
}

function answer(socket: Duplex, problem: ProblemError): void {
  const body = JSON.stringify(problem.toBody(randomUUID()));
  const head = [
    `HTTP/1.1 ${problem.status} ${problem.title}`,
    'Content-Type: application/problem+json',
    `Content-Length: ${Buffer.byteLength(body)}`,
    'Cache-Control: no-store',
    'X-Content-Type-Options: nosniff',
    'Connection: close',
  ];
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`);
  // Whoever goes on sending is not listened to any more; a moment is left to read the answer.
  setTimeout(() => socket.destroy(), LINGER_MS).unref();
}

function problemOf({ code }: NodeJS.ErrnoException): ProblemError {
  if (code === 'HPE_HEADER_OVERFLOW') return new ProblemError('headers-too-large', {});
  const message = code === 'ERR_HTTP_REQUEST_TIMEOUT' ? 'did not arrive in time' : 'is not HTTP';
  return invalid([{ in: 'header', pointer: '', message }]);
}
