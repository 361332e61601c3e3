import { get, type IncomingMessage } from 'node:http';
import { expect } from 'vitest';
import { type CustomerAction, customerAction } from '@caseload/shared/customerActions/action.ts';

type Event = { readonly id: string; readonly action: CustomerAction };

export type Listening = {
  /** What was heard so far. */
  readonly events: readonly Event[];
  /** The id to go on behind: also before the first event. */
  lastEventId(): string;
  /** Resolves when so many events were heard. */
  heard(count: number): Promise<void>;
  /** Resolves when such an action was heard of. */
  heardOf(isMeant: (action: CustomerAction) => boolean): Promise<void>;
  /** Resolves when the server ended the answer; rejects when it was cut off. */
  readonly ended: Promise<void>;
  /** Takes nothing more until `resume`. */
  pause(): void;
  resume(): void;
  close(): void;
};

export type ListenOptions = { readonly lastEventId?: string | undefined; readonly seconds?: number };

/**
 * An action is told when all transactions that began before its own have ended, be they of another database of the server:
 * other tests have long ones.
 */
const PATIENCE = { timeout: 60_000 };

/** Listens to `GET /api/events` with a cookie, as a browser would. Rejects with the status when it is refused. */
export async function listen(
  address: string,
  cookie: string,
  { lastEventId, seconds }: ListenOptions = {},
): Promise<Listening> {
  const query = seconds === undefined ? '' : `?seconds=${seconds}`;
  const headers = { cookie, ...(lastEventId === undefined ? {} : { 'Last-Event-ID': lastEventId }) };
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    get(`${address}/api/events${query}`, { headers, agent: false }, resolve).once('error', reject);
  });
  if (response.statusCode !== 200) {
    response.destroy();
    throw new Error(`refused with ${response.statusCode}`);
  }
  expect(response.headers).toMatchObject({ 'content-type': 'text/event-stream; charset=utf-8' });

  const events: Event[] = [];
  let last = lastEventId ?? '';
  let text = '';
  response.setEncoding('utf8').on('data', (chunk: string) => {
    const blocks = (text + chunk).split('\n\n');
    text = blocks.pop() ?? '';
    for (const block of blocks) {
      const { id, data } = fieldsOf(block);
      if (id !== undefined) last = id;
      if (data !== undefined) events.push({ id: last, action: customerAction.parse(JSON.parse(data)) });
    }
  });
  const ended = new Promise<void>((resolve, reject) => {
    response.once('end', resolve).once('error', reject);
  });
  ended.catch(() => undefined);
  await expect.poll(() => last, PATIENCE).not.toBe('');
  return {
    events,
    ended,
    lastEventId: () => last,
    heard: (count) => expect.poll(() => events.length, PATIENCE).toBeGreaterThanOrEqual(count),
    heardOf: (isMeant) =>
      expect.poll(() => events.some(({ action }) => isMeant(action)), PATIENCE).toBe(true),
    pause: () => void response.pause(),
    resume: () => void response.resume(),
    close: () => void response.destroy(),
  };
}

/** The lines of one event, by their names. */
function fieldsOf(block: string): Partial<Record<string, string>> {
  return Object.fromEntries(
    block.split('\n').map((line) => {
      const [, name = '', value] = /^([a-z]*): ?(.*)$/u.exec(line) ?? [];
      return [name, value];
    }),
  );
}
