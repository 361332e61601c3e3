import { Agent, get, type IncomingMessage } from 'node:http';

/** Somebody who hears of everything, as an open page does. */
export type EventStream = {
  readonly isOpen: () => boolean;
  close(): void;
};

/** Rejects when it is refused. */
export async function openEventStream(url: string, cookie: string): Promise<EventStream> {
  const agent = new Agent({ keepAlive: false });
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    get(`${url}/api/events`, { agent, headers: { cookie } }, resolve).once('error', reject);
  });
  let isOpen = response.statusCode === 200;
  if (!isOpen) throw new Error(`the event stream was refused with ${response.statusCode}`);
  response
    .on('error', () => undefined)
    .once('close', () => (isOpen = false))
    .resume();
  return { isOpen: () => isOpen, close: () => agent.destroy() };
}
