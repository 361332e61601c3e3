import type { AskedList, Call, SeenPage } from '../history/call.ts';
import { pageOf } from '../workloads/asks.ts';
import type { Client } from './client.ts';

/** How many addresses a person remembers the page of. */
const REMEMBERED = 100;

/** Reads pages of lists and keeps what it was sent, as a browser does: who asks again may say what they know. */
export class PageReader {
  readonly #client: Client;
  readonly #known = new Map<string, SeenPage>();

  constructor(client: Client) {
    this.#client = client;
  }

  /** The first page of a list, or the one behind `previous`. */
  async read(
    list: AskedList,
    { saysWhatItKnows, previous }: { readonly saysWhatItKnows: boolean; readonly previous?: SeenPage },
  ): Promise<Call> {
    const ask = pageOf(list, previous);
    const known = saysWhatItKnows ? this.#known.get(ask.path) : undefined;
    const call = await this.#client.call(
      known?.tag === undefined ? ask : { ...ask, known, headers: { 'if-none-match': known.tag } },
    );
    if (call.seen.page) this.#keep(ask.path, call.seen.page);
    return call;
  }

  #keep(path: string, page: SeenPage): void {
    this.#known.delete(path);
    this.#known.set(path, page);
    const [oldest] = this.#known.keys();
    if (this.#known.size > REMEMBERED && oldest !== undefined) this.#known.delete(oldest);
  }
}
