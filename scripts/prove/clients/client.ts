import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { EVENT_STREAM } from '@caseload/shared/contracts/defineEndpoint.ts';
import type { Call, Meaning, Seen, SeenPage } from '../history/call.ts';
import { isUncertain, settles } from '../history/operations.ts';
import type { Recorder } from '../history/recorder.ts';
import { eventsIn, seenIn } from '../history/seenIn.ts';
import { pageIn } from '../history/pageIn.ts';
import { type Answered, type Exchange, exchange, type Exchanged, makeAgent } from './exchange.ts';

/** No answer may take longer; what changes thousands of customers at once has a minute. */
const PATIENCE_MS = 8_000;
const BATCH_PATIENCE_MS = 62_000;

/** Milliseconds that the answer to it may take. */
export function patienceWith(meaning: Meaning): number {
  const isBatch = meaning.kind === 'batch' || (meaning.kind === 'trespass' && meaning.isBatch);
  return isBatch ? BATCH_PATIENCE_MS : PATIENCE_MS;
}

export type ClientOptions = {
  readonly name: string;
  readonly organisation: string;
  readonly address: () => string;
  readonly recorder: Recorder;
  /** Texts of other organisations, which no answer may hold. */
  readonly foreign: readonly string[];
  /** Told of each write that nobody knows the outcome of yet. */
  readonly unresolved: Set<Write>;
};

export type Ask = {
  readonly meaning: Meaning;
  readonly method: string;
  readonly path: string;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  /** What the tag stands for that is sent along: the answer may be that it is still so. */
  readonly known?: SeenPage;
  /** The body holds a password and stays out of the file. */
  readonly secret?: boolean;
};

/** A write and the client that meant it, to be sent again until its outcome is known. */
export type Write = { readonly client: Client; readonly operation: string; readonly ask: Ask };

/** One person at one browser: a session of its own and kept connections. Everything it does is recorded. */
export class Client {
  readonly #options: ClientOptions;
  readonly #agent = makeAgent();
  #cookie: string | undefined;

  constructor(options: ClientOptions) {
    this.#options = options;
  }

  get name(): string {
    return this.#options.name;
  }

  get cookie(): string | undefined {
    return this.#cookie;
  }

  /** Another client with the same cookie, as a second tab. */
  useCookie(cookie: string | undefined): void {
    this.#cookie = cookie;
  }

  close(): void {
    this.#agent.destroy();
  }

  /** One exchange, recorded. */
  async call(ask: Ask, operation = ''): Promise<Call> {
    return (await this.#exchanged(ask, operation)).call;
  }

  /** A read that is recorded as every other; resolves to the parsed body and throws unless it is answered 200. */
  async get(ask: Ask): Promise<unknown> {
    const { call, body } = await this.#exchanged(ask, '');
    if (call.status !== 200) throw new Error(`GET ${ask.path} was answered ${call.loss ?? call.status}`);
    return body;
  }

  async #exchanged(ask: Ask, operation: string): Promise<{ call: Call; body: unknown }> {
    const { name, organisation, recorder, foreign } = this.#options;
    const { meaning, method, path, body, headers = {}, secret = false } = ask;
    const recorded = secret ? undefined : body;
    const answered = recorder.sent({
      client: name,
      organisation,
      operation,
      meaning,
      method,
      path,
      body: recorded,
    });
    const outcome = await this.#send({
      method,
      path,
      headers: operation === '' ? headers : { ...headers, 'idempotency-key': operation },
      body: body === undefined ? undefined : JSON.stringify(body),
      // A little longer than allowed, so that a late answer is told from none.
      patienceMs: patienceWith(meaning) + 4_000,
    });
    if (outcome.loss !== undefined) {
      const { loss } = outcome;
      const nothing = { status: undefined, problem: undefined, seen: {}, canaries: [], body: '' };
      return { call: answered({ ...nothing, loss }), body: undefined };
    }
    this.#takeCookie(outcome.cookies);
    const isStream = outcome.contentType.startsWith(EVENT_STREAM);
    const parsed = isStream ? undefined : parse(outcome.body);
    const seen = isStream ? { events: eventsIn(outcome.body) } : seenOf(ask, outcome, parsed);
    const bytes = `${outcome.head}\n${outcome.body}`;
    const call = answered({
      status: outcome.status,
      loss: undefined,
      problem: problemOf(outcome.status, outcome.contentType, parsed),
      seen: { ...seen, ...(outcome.replayed ? { replayed: true } : {}) },
      canaries: foreign.filter((text) => bytes.includes(text)),
      body: outcome.body,
    });
    return { call, body: parsed };
  }

  /** A write under a new operation id, sent again until its outcome is known or `signal` fires. */
  async write(ask: Ask, signal: AbortSignal): Promise<Call> {
    return this.#until({ client: this, operation: randomUUID(), ask }, signal);
  }

  /** Goes on with a write whose outcome was not known. */
  async resolve(write: Write, signal: AbortSignal): Promise<Call> {
    return this.#until(write, signal, true);
  }

  async #until(write: Write, signal: AbortSignal, sentBefore = false): Promise<Call> {
    const { unresolved } = this.#options;
    unresolved.add(write);
    let mayBeDone = sentBefore;
    for (let wait = 50; ; wait = Math.min(wait * 2, 400)) {
      const call = await this.call(write.ask, write.operation);
      if (settles(call, mayBeDone)) {
        unresolved.delete(write);
        return call;
      }
      mayBeDone ||= isUncertain(call);
      if (signal.aborted) return call;
      await pause(wait, undefined, { signal }).catch(() => undefined);
    }
  }

  #send(asked: Exchange): Promise<Exchanged> {
    const cookie = this.#cookie === undefined ? {} : { cookie: this.#cookie };
    return exchange(this.#options.address(), this.#agent, {
      ...asked,
      headers: { ...asked.headers, ...cookie },
    });
  }

  #takeCookie(cookies: readonly string[]): void {
    const given = cookies.find((text) => text.includes('caseload.sid='));
    if (given !== undefined) this.#cookie = given.split(';')[0];
  }
}

/** What was shown to whoever asked, be it that what they know is still so. */
function seenOf({ meaning, known }: Ask, { status, tag }: Answered, body: unknown): Seen {
  if (meaning.kind !== 'readPage') return seenIn(body);
  const page = status === 304 ? known : pageIn(body, tag);
  return page === undefined ? {} : { page };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function problemOf(status: number, contentType: string, body: unknown): string | undefined {
  if (status < 400) return undefined;
  if (!contentType.startsWith('application/problem+json')) return `not a problem: ${contentType}`;
  return typeof body === 'object' && body !== null && 'type' in body
    ? String(body.type)
    : 'not a problem: no type';
}
