import { z } from 'zod';
import type { Client } from '../clients/client.ts';
import type { Row } from './evidence.ts';
import { flatFields } from './flatFields.ts';

const customer = z.looseObject({ id: z.string(), version: z.number(), updatedAt: z.string() });
const page = z.object({ items: z.array(z.object({ id: z.string() })), nextCursor: z.string().nullable() });
const AT_ONCE = 8;

export type ApiState = {
  readonly rows: Map<string, Row>;
  /** Ids of the actions, newest first. */
  readonly trails: Map<string, string[]>;
  /** What could not be read, and why. */
  readonly unreadable: string[];
};

/** Reads customers and their whole trails by the API. */
export async function readApi(client: Client, ids: readonly string[]): Promise<ApiState> {
  const rows = new Map<string, Row>();
  const trails = new Map<string, string[]>();
  const unreadable: string[] = [];
  const left = [...ids];
  const work = async () => {
    for (let id = left.pop(); id !== undefined; id = left.pop()) {
      await readOne(id).catch((error: unknown) => unreadable.push(String(error)));
    }
  };
  const readOne = async (id: string) => {
    const { version, updatedAt, ...state } = customer.parse(await client.get(`/api/customers/${id}`));
    rows.set(id, { id, version, updatedAt, fields: flatFields(state) });
    trails.set(id, await readTrail(client, id));
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return { rows, trails, unreadable };
}

async function readTrail(client: Client, id: string): Promise<string[]> {
  const trail: string[] = [];
  for (let cursor = ''; ; ) {
    const found = page.parse(await client.get(`/api/customers/${id}/actions?limit=200${cursor}`));
    trail.push(...found.items.map((item) => item.id));
    if (found.nextCursor === null) return trail;
    cursor = `&cursor=${found.nextCursor}`;
  }
}
