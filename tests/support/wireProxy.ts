import { createConnection, createServer, type AddressInfo, type Socket } from 'node:net';

export type WireProxy = {
  /** The database's URL by way of the proxy. */
  readonly url: string;
  /** Round trips since the last call: how often the client spoke after the server had. */
  takeRoundTrips(): number;
  /** Whether the client waits for an answer to what it said last. */
  isAsked(): boolean;
  /** Lets the next COMMIT through and cuts the connection before its answer gets back. */
  cutNextCommitAnswer(): void;
  /** Cuts the connection when the next COMMIT is on its way, before the server sees it. */
  cutNextCommit(): void;
  /** From now on, or no longer: what the server ends stays open towards the client. */
  linger(wanted: boolean): void;
  /** Holds back everything, in both directions, until `thaw`. */
  freeze(): void;
  thaw(): void;
  close(): Promise<void>;
};

type Trap = 'none' | 'before commit' | 'after commit';

/** A proxy on the loopback between the driver and PostgreSQL that counts, cuts and holds back. */
export async function startWireProxy(databaseUrl: string): Promise<WireProxy> {
  const target = new URL(databaseUrl);
  const sockets = new Set<Socket>();
  /** Clients who spoke last. */
  const waiting = new Set<Socket>();
  let trips = 0;
  let trap: Trap = 'none';
  let lingers = false;

  const server = createServer((client) => {
    const upstream = connectTo(target);
    let lastSpoke: 'client' | 'server' = 'server';
    let swallow = false;
    let counts = true;
    for (const socket of [client, upstream]) {
      sockets.add(socket);
      socket.on('error', () => undefined);
      socket.on('close', () => {
        sockets.delete(socket);
        waiting.delete(client);
        if (lingers && socket === upstream) return;
        client.destroy();
        upstream.destroy();
      });
    }
    client.on('data', (data) => {
      // Notifications go out once a second on a connection of their own, which says its name at the start.
      if (data.includes('caseload-listen')) counts = false;
      if (lastSpoke === 'server' && counts) trips += 1;
      lastSpoke = 'client';
      if (counts) waiting.add(client);
      if (trap !== 'none' && data.includes('commit')) {
        if (trap === 'before commit') client.destroy();
        else swallow = true;
        trap = 'none';
      }
      upstream.write(data);
    });
    upstream.on('data', (data) => {
      lastSpoke = 'server';
      waiting.delete(client);
      if (!swallow) client.write(data);
      else if (data.includes('COMMIT')) client.destroy();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;

  const url = new URL(databaseUrl);
  url.host = `127.0.0.1:${port}`;
  url.searchParams.delete('host');
  return {
    url: url.href,
    takeRoundTrips() {
      const counted = trips;
      trips = 0;
      return counted;
    },
    isAsked: () => waiting.size > 0,
    cutNextCommitAnswer() {
      trap = 'after commit';
    },
    cutNextCommit() {
      trap = 'before commit';
    },
    linger(wanted) {
      lingers = wanted;
    },
    freeze: () => sockets.forEach((socket) => socket.pause()),
    thaw: () => sockets.forEach((socket) => socket.resume()),
    async close() {
      sockets.forEach((socket) => socket.destroy());
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function connectTo(target: URL): Socket {
  const directory = target.searchParams.get('host') ?? decodeURIComponent(target.hostname);
  const port = target.port || target.searchParams.get('port') || '5432';
  return directory.startsWith('/')
    ? createConnection(`${directory}/.s.PGSQL.${port}`)
    : createConnection(Number(port), directory);
}
