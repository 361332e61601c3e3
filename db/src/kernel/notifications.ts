import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';

export type Notifications = {
  /** Tells every process, this one included. Lost when the connection is down: only ever a hint. */
  publish(channel: string, payload: string): Promise<void>;
  /** As `publish`; while the connection is down it is kept, and told when there is one again. */
  announce(channel: string, payload: string): Promise<void>;
  close(): Promise<void>;
};

export type NotificationOptions = {
  readonly url: string;
  readonly channels: readonly string[];
  readonly onMessage: (channel: string, payload: string) => void;
  /**
   * The connection is gone, or there is one again: what was published between the two is lost, so nothing that was
   * remembered until now may be trusted for fresh.
   */
  readonly onGap: () => void;
};

/** PostgreSQL refuses longer payloads (8,000 bytes). */
export const PAYLOAD_LIMIT_BYTES = 7_900;

/** A server may accept and stay silent, as one behind a proxy does that is away: then another attempt is made. */
const CONNECT_TIMEOUT_MS = 5_000;

/** Who was down for so long that more came together reads everything anew in any case. */
const KEPT_AT_MOST = 10_000;

/**
 * Listens on a connection of its own and reconnects for ever. Resolves at once: a database that is down at
 * the start is one more gap.
 */
export function openNotifications(options: NotificationOptions): Notifications {
  const closing = new AbortController();
  /** One for all attempts: a signal warns of many who listen to it. */
  const stopping = aborted(closing.signal);
  let current: Client | undefined;
  let published: Promise<unknown> = Promise.resolve();
  let kept: Array<readonly [channel: string, payload: string]> = [];

  const notify = (channel: string, payload: string): Promise<boolean> =>
    (
      current?.query('select pg_notify($1, $2)', [channel, payload]) ??
      Promise.reject(new Error('not connected'))
    ).then(
      () => true,
      () => false,
    );

  /** One at a time: a plain client takes no statement while another runs. */
  async function inLine(work: () => Promise<unknown>): Promise<void> {
    published = published.then(work);
    await published;
  }

  async function announce(channel: string, payload: string): Promise<void> {
    if (await notify(channel, payload)) return;
    kept = [...kept, [channel, payload] as const].slice(-KEPT_AT_MOST);
  }

  async function announceKept(): Promise<void> {
    const waiting = kept;
    kept = [];
    for (const [channel, payload] of waiting) await announce(channel, payload);
  }

  async function listen(): Promise<void> {
    const client = new Client({
      connectionString: options.url,
      application_name: 'caseload-listen',
      keepAlive: true,
      connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    });
    const ended = new Promise<void>((resolve) => client.once('end', resolve));
    client.on('error', () => undefined);
    client.on('notification', ({ channel, payload = '' }) => options.onMessage(channel, payload));
    try {
      const isListening = async () => {
        await client.connect();
        for (const channel of options.channels)
          await client.query(`listen ${client.escapeIdentifier(channel)}`);
        return true;
      };
      if (!(await Promise.race([isListening(), stopping]))) return;
      options.onGap();
      current = client;
      void inLine(announceKept);
      await Promise.race([ended, stopping]);
    } finally {
      current = undefined;
      options.onGap();
      await Promise.race([client.end().catch(() => undefined), sleep(1_000)]);
    }
  }

  async function keepListening(): Promise<void> {
    while (!closing.signal.aborted) {
      await listen().catch(() => undefined);
      await sleep(500, undefined, { signal: closing.signal }).catch(() => undefined);
    }
  }

  const done = keepListening();
  return {
    publish: (channel, payload) => inLine(() => notify(channel, payload)),
    announce: (channel, payload) => inLine(() => announce(channel, payload)),
    async close() {
      closing.abort();
      await done;
    },
  };
}

const aborted = (signal: AbortSignal): Promise<false> =>
  new Promise((resolve) => signal.addEventListener('abort', () => resolve(false), { once: true }));
