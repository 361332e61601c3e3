import { Agent, type IncomingHttpHeaders, request } from 'node:http';
import { text } from 'node:stream/consumers';

export type Question = {
  readonly method?: 'GET' | 'POST' | 'PUT' | 'PATCH';
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Buffer;
};
export type Answer = {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
};

/** One person's connection, kept open as a browser keeps it. */
export type Connection = {
  /** Rejects when there is no answer; with `Timeout` when there is none in time. */
  ask(question: Question): Promise<Answer>;
  close(): void;
};

export class Timeout extends Error {
  override readonly name = 'Timeout';
}

/** `timeoutMs` without a byte from the other side. */
export function connect(url: string, cookie: string, timeoutMs = 10_000): Connection {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const { hostname, port } = new URL(url);
  return {
    ask: ({ method = 'GET', path, headers, body }) =>
      new Promise((resolve, reject) => {
        const type = body === undefined ? {} : { 'content-type': 'application/json' };
        const sent = request({
          agent,
          hostname,
          port,
          method,
          path,
          timeout: timeoutMs,
          headers: { cookie, ...type, ...headers },
        });
        sent.on('timeout', () => sent.destroy(new Timeout(`no answer within ${timeoutMs} ms`)));
        sent.on('error', reject);
        sent.on('response', (response) => {
          const { statusCode: status = 0, headers: received } = response;
          text(response).then((content) => resolve({ status, headers: received, body: content }), reject);
        });
        sent.end(body);
      }),
    close: () => agent.destroy(),
  };
}
