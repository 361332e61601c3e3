import { Agent, request as httpRequest } from 'node:http';
import type { Loss } from '../history/call.ts';

export type Exchange = {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | undefined;
  readonly patienceMs: number;
};
export type Answered = {
  readonly loss: undefined;
  readonly status: number;
  readonly contentType: string;
  readonly cookies: readonly string[];
  readonly replayed: boolean;
  readonly tag: string | undefined;
  /** All headers, as text, for whoever looks for what should not be there. */
  readonly head: string;
  readonly body: string;
};
export type Exchanged = Answered | { readonly loss: Loss };

/** A few kept connections, as a browser has them. */
export const makeAgent = () => new Agent({ keepAlive: true, maxSockets: 4 });

/** One exchange over HTTP. Never throws: what goes wrong is an outcome. */
export function exchange(address: string, agent: Agent, asked: Exchange): Promise<Exchanged> {
  return new Promise((resolve) => {
    const { hostname, port } = new URL(address);
    const lost = (loss: Loss) => {
      clearTimeout(timer);
      resolve({ loss });
    };
    const outgoing = httpRequest(
      {
        hostname,
        port,
        agent,
        method: asked.method,
        path: asked.path,
        headers: {
          ...asked.headers,
          ...(asked.body === undefined
            ? {}
            : { 'content-type': 'application/json', 'content-length': Buffer.byteLength(asked.body) }),
        },
      },
      (incoming) => {
        const chunks: Buffer[] = [];
        incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
        incoming.on('error', () => lost('cut'));
        incoming.on('end', () => {
          clearTimeout(timer);
          if (!incoming.complete) return resolve({ loss: 'cut' });
          resolve({
            loss: undefined,
            status: incoming.statusCode ?? 0,
            contentType: incoming.headers['content-type'] ?? '',
            cookies: incoming.headers['set-cookie'] ?? [],
            replayed: incoming.headers['idempotency-replayed'] === 'true',
            tag: incoming.headers.etag,
            head: incoming.rawHeaders.join('\n'),
            body: Buffer.concat(chunks).toString('utf8'),
          });
        });
      },
    );
    // The promise resolves once: what the destroyed socket reports afterwards changes nothing.
    const timer = setTimeout(() => {
      resolve({ loss: 'late' });
      outgoing.destroy();
    }, asked.patienceMs);
    outgoing.on('error', (error) =>
      lost('code' in error && error.code === 'ECONNREFUSED' ? 'refused' : 'cut'),
    );
    outgoing.end(asked.body);
  });
}
