import { bytesOf, exchange, type RawAnswer } from '../http/exchange.ts';
import { requestOf, type ValidCall } from '../http/validCalls.ts';
import type { World } from '../http/world.ts';

/** Sends a call; without a cookie it comes from nobody. */
export const send = (
  world: World,
  method: string,
  call: ValidCall,
  cookie: string | undefined,
): Promise<RawAnswer> => exchange(world.address, bytesOf(requestOf(method, call, cookie)));

/** Sends a call that must succeed. Resolves to what it answers. */
export async function ask(
  world: World,
  cookie: string,
  method: string,
  path: string,
  body?: Readonly<Record<string, unknown>>,
): Promise<Record<string, unknown>> {
  const answer = await send(world, method, { path, ...(body ? { body } : {}) }, cookie);
  if (answer.status >= 300) throw new Error(`${method} ${path}: ${answer.text}`);
  return JSON.parse(answer.body);
}
