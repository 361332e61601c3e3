import { connect } from 'node:net';
import { startStopwatch } from '../../support/awake.ts';

/** One request as it goes over the wire, before anything makes it well-behaved. */
export type RequestParts = {
  readonly method: string;
  /** Request target, sent as it is. */
  readonly path: string;
  /** Pairs, so that a name can come twice. */
  readonly headers?: ReadonlyArray<readonly [string, string]>;
  readonly body?: string | Buffer;
};

export type RawAnswer = {
  readonly status: number;
  readonly headers: ReadonlyMap<string, string>;
  readonly body: string;
  /** Everything that came back, as it came. */
  readonly text: string;
  /** By a stopwatch that stands still while the machine lets nobody here run. */
  readonly ms: number;
};

/** The bytes of a request; adds Host, Connection: close and the length of the body unless they are given. */
export function bytesOf({ method, path, headers = [], body }: RequestParts): Buffer {
  const given = new Set(headers.map(([name]) => name.toLowerCase()));
  const lines = [...headers];
  if (!given.has('host')) lines.unshift(['Host', 'caseload.example']);
  if (!given.has('connection')) lines.push(['Connection', 'close']);
  const content = Buffer.from(body ?? '');
  if (body !== undefined && !given.has('content-length') && !given.has('transfer-encoding')) {
    lines.push(['Content-Length', String(content.length)]);
  }
  const head = [`${method} ${path} HTTP/1.1`, ...lines.map(([name, value]) => `${name}: ${value}`), '', ''];
  return Buffer.concat([Buffer.from(head.join('\r\n'), 'latin1'), content]);
}

/** Sends bytes and reads until the server closes the connection, or for `patienceMs`. */
export function exchange(address: string, bytes: Buffer, patienceMs = 20_000): Promise<RawAnswer> {
  const { hostname, port } = new URL(address);
  const watch = startStopwatch();
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    const socket = connect(Number(port), hostname, () => socket.write(bytes));
    const settle = () => {
      clearTimeout(patience);
      const ms = watch.stop();
      socket.destroy();
      const text = Buffer.concat(chunks).toString();
      if (text === '') reject(new Error('the connection closed without an answer'));
      else resolve(parseAnswer(text, ms));
    };
    const patience = setTimeout(settle, patienceMs);
    socket.on('data', (chunk) => {
      chunks.push(chunk);
      if (isWhole(Buffer.concat(chunks).toString())) settle();
    });
    // After a refusal the server may close while the rest is still being sent; what it said counts.
    socket.on('error', settle);
    socket.on('close', settle);
  });
}

const HEAD_END = '\r\n\r\n';

function isWhole(text: string): boolean {
  const { headers, body } = parseAnswer(text, 0);
  const length = headers.get('content-length');
  return text.includes(HEAD_END) && length !== undefined && Buffer.byteLength(body) >= Number(length);
}

function parseAnswer(received: string, ms: number): RawAnswer {
  const text = received.replace(/^HTTP\/1\.1 100 Continue\r\n\r\n/u, '');
  const [head = '', ...rest] = text.split(HEAD_END);
  const [statusLine = '', ...lines] = head.split('\r\n');
  const headers = lines.map((line): [string, string] => {
    const colon = line.indexOf(':');
    return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()];
  });
  return {
    status: Number(statusLine.split(' ')[1]),
    headers: new Map(headers),
    body: rest.join(HEAD_END),
    text,
    ms,
  };
}
