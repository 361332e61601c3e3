import { type ValidCall, validCalls } from '../http/validCalls.ts';
import type { World } from '../http/world.ts';
import { ask } from './ask.ts';

/**
 * Calls of which each caller needs one of their own: what they are about is used up by the first who may, or the
 * call of `validCalls.ts` is a shorter way to the same rule.
 */
const ownCalls: Readonly<Record<string, (world: World) => ValidCall | Promise<ValidCall>>> = {
  async deleteView(world) {
    const view = { name: 'For everybody', filter: {}, sort: 'dueAt', shared: true };
    const { id } = await ask(world, world.cookies.supervisor, 'POST', '/api/views', view);
    return { path: `/api/views/${id}` };
  },
  createView: () => ({ path: '/api/views', body: { name: 'Mine', filter: {}, sort: 'dueAt' } }),
  // Without a team everybody may ask, and is told their own numbers.
  getReport: ({ team }) => ({ path: `/api/reports?from=2026-11-01&to=2026-11-30&team=${team.id}` }),
  async findPasswordLink(world) {
    return { path: '/api/password-links/lookup', body: { token: await freshToken(world) } };
  },
  async setPassword(world) {
    return {
      path: '/api/password-links/password',
      body: { token: await freshToken(world), password: 'seventeen blue giraffes' },
    };
  },
};

async function freshToken(world: World): Promise<string> {
  const path = `/api/people/${world.invited[0].id}/links`;
  const { link } = await ask(world, world.cookies.admin, 'POST', path);
  const address = typeof link === 'object' && link !== null && 'address' in link ? String(link.address) : '';
  return address.split('#')[1] ?? '';
}

/** A cursor is only good for the person and the list it was given for, so lists are asked for their first page. */
const withoutCursor = (call: ValidCall): ValidCall => ({
  ...call,
  path: call.path.replace(/(?<lead>[?&])cursor=[\w-]+&?/u, '$<lead>').replace(/[?&]$/u, ''),
});

/** The call of an endpoint, by its id. Throws for one that `validCalls.ts` does not know. */
export async function callOf(id: string, world: World): Promise<ValidCall> {
  const make = ownCalls[id] ?? validCalls[id];
  if (!make) throw new Error(`validCalls.ts has no call for ${id}`);
  return withoutCursor(await make(world));
}
