import { listCustomers } from '@caseload/shared/assignedWork/endpoints.ts';
import { applyBatch, reassignCustomers, undoBatch } from '@caseload/shared/batches/endpoints.ts';
import type { SignedIn } from '../client.ts';
import type { Contest, Goal } from '../contest.ts';
import { type Connection, connect } from '../drive/connection.ts';
import { must } from '../drive/must.ts';
import { timed } from '../drive/timed.ts';
import type { Office } from '../office.ts';

/** Batches have a minute of their own. */
const PATIENCE_MS = 90_000;
type Seen = { readonly id: string; readonly updatedAt: string };

/** Moves that many customers to one person in one transaction, as the screen does, and takes it back. */
export function reassignContest(office: Office, supervisor: SignedIn, count: number): Contest {
  const connection = connect(office.url, supervisor.cookie, PATIENCE_MS);
  const target = office.busiest.id;
  const goals: Record<number, Goal[]> = {
    5_000: [{ of: 'p50', atMost: 2_000 }],
    10_000: [{ of: 'p50', atMost: 5_000 }],
  };
  // Each step goes on where the one before it ended; they take turns in this order.
  let id = '';
  const check = ({ changed }: { readonly changed: number }) => {
    if (changed !== count) throw new Error(`${changed} customers instead of ${count}`);
  };
  const dryRun = async () => {
    const customers = await listOthers(connection, target, count);
    return timed(count, async () => {
      const body = JSON.stringify({ customers, assignedTo: target, dryRun: true });
      const preview = await must(connection, reassignCustomers.responses[200], {
        method: 'POST',
        path: reassignCustomers.path,
        body,
      });
      check(preview);
      id = preview.id;
    });
  };
  const step = (endpoint: typeof applyBatch | typeof undoBatch) => () =>
    timed(count, async () => {
      const path = endpoint.path.replace(':id', id);
      check(await must(connection, endpoint.responses[200], { method: 'POST', path }));
    });
  return {
    name: `${count.toLocaleString('en')} customers reassigned in one transaction`,
    comparedBy: 'time',
    contenders: [
      { name: 'dry run', measure: dryRun },
      { name: 'apply', goals: goals[count] ?? [], measure: step(applyBatch) },
      { name: 'undo', measure: step(undoBatch) },
    ],
  };
}

/** Customers that somebody else has, in the order of their due dates. */
async function listOthers(connection: Connection, not: string, count: number): Promise<Seen[]> {
  const found: Seen[] = [];
  let cursor: string | null = '';
  while (found.length < count && cursor !== null) {
    const after: string = cursor === '' ? '' : `&cursor=${encodeURIComponent(cursor)}`;
    const page = await must(connection, listCustomers.responses[200], {
      path: `/api/customers?assignedTo=any&limit=200${after}`,
    });
    for (const { id, updatedAt, assignedTo } of page.items)
      if (assignedTo !== not) found.push({ id, updatedAt });
    cursor = page.nextCursor;
  }
  if (found.length < count) throw new Error(`the office has no ${count} customers to move`);
  return found.slice(0, count);
}
