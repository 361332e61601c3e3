import { setTimeout as pause } from 'node:timers/promises';
import { rowsOf } from '../../support/rows.ts';
import type { RequestParts } from './exchange.ts';
import type { World } from './world.ts';

type Ask = (parts: RequestParts) => Promise<Record<string, unknown>>;

/** Imports in the states that the calls of a world speak of. */
export async function makeImports(ask: Ask, databaseUrl: string): Promise<World['imports']> {
  const post = (path: string) =>
    ask({ method: 'POST', path, headers: [['Content-Type', 'application/json']], body: '{}' });
  const prepare = async (body: string) => {
    const headers = [['Content-Type', 'application/octet-stream']] as const;
    const { id } = await ask({ method: 'POST', path: '/api/imports?name=a.csv', headers, body });
    await ask({
      method: 'PUT',
      path: `/api/imports/${String(id)}/mapping`,
      headers: [['Content-Type', 'application/json']],
      body: JSON.stringify({ rules: { map: [{ field: 'name', columns: ['name'] }] } }),
    });
    return String(id);
  };
  const settle = async (id: string, state: string) => {
    for (;;) {
      const found = await ask({ method: 'GET', path: `/api/imports/${id}` });
      if (found['stopped'] !== null) throw new Error(JSON.stringify(found['stopped']));
      if (found['state'] === state) return;
      await pause(20);
    }
  };
  const done = await prepare(`name\nImported\n${'x'.repeat(201)}\n`);
  await post(`/api/imports/${done}/check`);
  await settle(done, 'checked');
  await post(`/api/imports/${done}/run`);
  await settle(done, 'done');
  const undone = '0193a5d2-0000-7000-8000-0000000000aa';
  await rowsOf(
    databaseUrl,
    `insert into imports (organisation_id, id, file_name, size_bytes, sha256, encoding, delimiter, header, header_hash,
       sample, row_estimate, has_file, rules, state, result, undo_result, created_by, ran_by, ran_at, undone_by, undone_at)
     select organisation_id, $2, file_name, size_bytes, sha256, encoding, delimiter, header, header_hash,
       sample, row_estimate, false, rules, 'undone', result, $3, created_by, ran_by, ran_at, ran_by, ran_at
     from imports where id = $1`,
    [done, undone, { archived: 1, setBack: 0, kept: 0, keptCustomers: [] }],
  );
  return { waiting: await prepare('name\nWaiting\n'), done, undone };
}
