import { createConnection, createServer, type AddressInfo, type Socket } from 'node:net';
import { type Frame, FrameFinder } from './frames.ts';
import { splitInto } from './splitInto.ts';

/** A moment of the protocol: what one side is about to say. */
export type Step =
  | 'startup'
  | 'begin'
  | 'parse'
  | 'bind'
  | 'sync'
  | 'commit'
  | 'parse complete'
  | 'row'
  | 'commit answer'
  | 'ready';

export type Deed =
  /** Both connections end before the message is passed on. */
  | { readonly kind: 'cut' }
  /** Everything from the message on waits. */
  | { readonly kind: 'stall'; readonly ms: number }
  /** The message, and what came with it, goes on in pieces of a few bytes. */
  | { readonly kind: 'split' };

export type WireProxy = {
  /** The database's URL by way of the proxy. */
  readonly url: string;
  /** Lets `deed` happen at the next `times` occurrences of `step`. Resolves when they have, or after `withinMs`. */
  arm(step: Step, deed: Deed, times: number, withinMs: number): Promise<number>;
  /** Cuts every connection there is. */
  cutAll(): void;
  close(): Promise<void>;
};

type Side = 'client' | 'server';
type Trap = { readonly step: Step; readonly deed: Deed; left: number; readonly done: () => void };

/** A proxy on the loopback between the app and PostgreSQL that knows where messages begin. */
export async function startWireProxy(databaseUrl: string): Promise<WireProxy> {
  const target = new URL(databaseUrl);
  const sockets = new Set<Socket>();
  const traps = new Set<Trap>();

  function take(side: Side, frame: Frame, chunk: Buffer): Deed | undefined {
    if (traps.size === 0) return undefined;
    const step = stepOf(side, frame, chunk);
    for (const trap of traps) {
      if (trap.step !== step || trap.left === 0) continue;
      trap.left -= 1;
      if (trap.left === 0) trap.done();
      return trap.deed;
    }
    return undefined;
  }

  function pump(side: Side, from: Socket, to: Socket): void {
    const finder = new FrameFinder(side);
    let queue = Promise.resolve();
    let waiting = 0;
    const forward = (data: Buffer) => {
      if (!to.destroyed && !to.write(data)) {
        from.pause();
        to.once('drain', () => from.resume());
      }
    };
    const later = (work: () => Promise<void> | void) => {
      waiting += 1;
      queue = queue.then(work).finally(() => (waiting -= 1));
    };
    const pass = (data: Buffer) => {
      if (data.length === 0) return;
      if (waiting === 0) forward(data);
      else later(() => forward(data));
    };
    from.on('data', (chunk: Buffer) => {
      let passed = 0;
      for (const frame of finder.find(chunk)) {
        const deed = take(side, frame, chunk);
        if (deed === undefined) continue;
        pass(chunk.subarray(passed, frame.from));
        passed = frame.from;
        if (deed.kind === 'cut') {
          later(() => {
            from.destroy();
            to.destroy();
          });
          return;
        }
        if (deed.kind === 'stall') later(() => new Promise((resolve) => setTimeout(resolve, deed.ms)));
        else {
          const rest = chunk.subarray(passed);
          later(() => splitInto(rest, (piece) => forward(piece)));
          return;
        }
      }
      pass(chunk.subarray(passed));
    });
  }

  const server = createServer((client) => {
    const upstream = connectTo(target);
    for (const socket of [client, upstream]) {
      sockets.add(socket);
      socket.setNoDelay(true);
      socket.on('error', () => undefined);
      socket.on('close', () => {
        sockets.delete(socket);
        client.destroy();
        upstream.destroy();
      });
    }
    pump('client', client, upstream);
    pump('server', upstream, client);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;

  const url = new URL(databaseUrl);
  url.host = `127.0.0.1:${port}`;
  url.searchParams.delete('host');
  return {
    url: url.href,
    arm: (step, deed, times, withinMs) =>
      new Promise((resolve) => {
        const trap: Trap = { step, deed, left: times, done: () => finish() };
        const timer = setTimeout(() => finish(), withinMs);
        const finish = () => {
          clearTimeout(timer);
          traps.delete(trap);
          resolve(times - trap.left);
        };
        traps.add(trap);
      }),
    cutAll: () => sockets.forEach((socket) => socket.destroy()),
    async close() {
      sockets.forEach((socket) => socket.destroy());
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** Enough of a message to tell BEGIN and COMMIT from the rest. */
const BEGINNING = 60;

function stepOf(side: Side, { type, content, to }: Frame, chunk: Buffer): Step | undefined {
  const text = () => chunk.toString('latin1', content, Math.min(to, content + BEGINNING)).toLowerCase();
  if (side === 'server') {
    if (type === '1') return 'parse complete';
    if (type === 'D') return 'row';
    if (type === 'Z') return 'ready';
    return type === 'C' && text().startsWith('commit') ? 'commit answer' : undefined;
  }
  if (type === 'startup') return 'startup';
  if (type === 'P') return 'parse';
  if (type === 'S') return 'sync';
  if (type !== 'B') return undefined;
  // The portal, which has no name, and a zero byte stand before the name of the statement.
  const name = text().slice(1);
  if (name.startsWith('commit\0')) return 'commit';
  return name.startsWith('begin ') ? 'begin' : 'bind';
}

function connectTo(target: URL): Socket {
  const directory = target.searchParams.get('host') ?? decodeURIComponent(target.hostname);
  const port = target.port || target.searchParams.get('port') || '5432';
  return directory.startsWith('/')
    ? createConnection(`${directory}/.s.PGSQL.${port}`)
    : createConnection(Number(port), directory);
}
