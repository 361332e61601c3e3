import { randomUUID } from 'node:crypto';
import type { Server } from 'node:http';
import { ProblemError } from './problemError.ts';

/** Requests that Node's parser refuses never reach Express; they get a problem as well. */
export function answerBrokenRequests(server: Server): void {
  server.on('clientError', (error: NodeJS.ErrnoException, socket) => {
    if (error.code === 'ECONNRESET' || !socket.writable) {
      socket.destroy();
      return;
    }
    const problem =
      error.code === 'HPE_HEADER_OVERFLOW'
        ? new ProblemError('headers-too-large', {})
        : new ProblemError('validation', { issues: [{ in: 'header', pointer: '', message: 'is not HTTP' }] });
    const body = JSON.stringify(problem.toBody(randomUUID()));
    const head = [
      `HTTP/1.1 ${problem.status} ${problem.title}`,
      'Content-Type: application/problem+json',
      `Content-Length: ${Buffer.byteLength(body)}`,
      'Connection: close',
    ];
    socket.end(`${head.join('\r\n')}\r\n\r\n${body}`);
  });
}
