import { listenOf } from '../workloads/asks.ts';
import type { Client } from './client.ts';

/** Hears of what is committed, and knows where to go on. What a broken answer held is asked for once more. */
export class Listener {
  readonly #client: Client;
  #last: string | undefined;

  constructor(client: Client) {
    this.#client = client;
  }

  /** Listens for a second. Resolves to whether that was answered as a whole. */
  async listen(): Promise<boolean> {
    const { status, seen } = await this.#client.call(listenOf(this.#last));
    if (status !== 200) return false;
    const position = seen.events?.at(-1)?.position;
    if (position !== undefined) this.#last = String(position);
    return true;
  }

  hasHeard(position: string): boolean {
    return this.#last === position;
  }
}
