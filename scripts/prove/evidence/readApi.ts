import { z } from 'zod';
import type { Client } from '../clients/client.ts';
import type { SeenAction } from '../history/call.ts';
import { seenIn } from '../history/seenIn.ts';
import { readOf, trailOf } from '../workloads/asks.ts';
import type { Row } from './evidence.ts';
import { flatFields } from '../history/flatFields.ts';

const customer = z.looseObject({ id: z.string(), version: z.number(), updatedAt: z.string() });
const page = z.object({ nextCursor: z.string().nullable() });
const AT_ONCE = 8;

export type ApiState = {
  readonly rows: Map<string, Row>;
  /** The actions, newest first. */
  readonly trails: Map<string, SeenAction[]>;
  /** What could not be read, and why. */
  readonly unreadable: string[];
};

/** Reads customers and their whole trails by the API. */
export async function readApi(client: Client, ids: readonly string[]): Promise<ApiState> {
  const rows = new Map<string, Row>();
  const trails = new Map<string, SeenAction[]>();
  const unreadable: string[] = [];
  const left = [...ids];
  const work = async () => {
    for (let id = left.pop(); id !== undefined; id = left.pop()) {
      await readOne(id).catch((error: unknown) => unreadable.push(String(error)));
    }
  };
  const readOne = async (id: string) => {
    const { version, updatedAt, ...state } = customer.parse(await client.get(readOf(id)));
    rows.set(id, { id, version, updatedAt, fields: flatFields(state) });
    trails.set(id, await readTrail(client, id));
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return { rows, trails, unreadable };
}

async function readTrail(client: Client, id: string): Promise<SeenAction[]> {
  const trail: SeenAction[] = [];
  const newest = trailOf(id);
  for (let ask = newest; ; ) {
    const body = await client.get(ask);
    const { actions } = seenIn(body);
    if (actions === undefined) throw new Error(`${ask.path} was answered without actions`);
    trail.push(...actions);
    const { nextCursor } = page.parse(body);
    if (nextCursor === null) return trail;
    // What stands further back is no page of the newest.
    ask = { ...newest, meaning: { kind: 'other' }, path: `${newest.path}&cursor=${nextCursor}` };
  }
}
