import type { PoolClient } from 'pg';

const lost = new WeakSet<PoolClient>();

/** Remembers connections that reported an error of their own: no statement of theirs can succeed any more. */
export function watchForLoss(client: PoolClient): void {
  // Without a listener the error would end the process; the statements under way fail with it as well.
  client.on('error', () => lost.add(client));
}

/**
 * Whether the connection is gone. pg reports an end that PostgreSQL announced before the other side closes, and
 * a closing a moment before the socket is destroyed.
 */
export function isLost(client: PoolClient): boolean {
  const { stream } = client.connection;
  return lost.has(client) || stream.destroyed || stream.readableEnded;
}
