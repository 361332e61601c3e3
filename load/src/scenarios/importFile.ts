import type { CustomerImport } from '@caseload/shared/imports/import.ts';
import {
  checkImport,
  getImport,
  runImport,
  setImportMapping,
  uploadImport,
} from '@caseload/shared/imports/endpoints.ts';
import { setTimeout as sleep } from 'node:timers/promises';
import type { SignedIn } from '../client.ts';
import type { Contest, Goal } from '../contest.ts';
import { connect } from '../drive/connection.ts';
import { must } from '../drive/must.ts';
import { timed } from '../drive/timed.ts';
import { csvOf } from './importRows.ts';

const PATIENCE_MS = 120_000;
const LOOK_MS = 100;

/** Uploads, checks and imports a file of that many customers, as the screen does. */
export function importContest(url: string, admin: SignedIn, rows: number): Contest {
  const connection = connect(url, admin.cookie, PATIENCE_MS);
  const goals: Record<number, Goal[]> = {
    10_000: [{ of: 'p50', atMost: 10_000 }],
    100_000: [{ of: 'p50', atMost: 60_000 }],
  };
  let id = '';
  const post = (path: string) => ({ method: 'POST', path: path.replace(':id', id) }) as const;
  const settled = async (): Promise<CustomerImport> => {
    for (;;) {
      const found = await must(connection, getImport.responses[200], {
        path: getImport.path.replace(':id', id),
      });
      if (found.work === null) return found;
      await sleep(LOOK_MS);
    }
  };
  const prepare = () =>
    timed(rows, async () => {
      const uploaded = await must(connection, uploadImport.responses[201], {
        method: 'POST',
        path: `${uploadImport.path}?name=load-${rows}.csv`,
        headers: { 'content-type': 'application/octet-stream' },
        body: csvOf(rows, `${Date.now()}`),
      });
      id = uploaded.id;
      const map = uploaded.header.map((column) => ({ field: column, columns: [column] }));
      await must(connection, setImportMapping.responses[200], {
        method: 'PUT',
        path: setImportMapping.path.replace(':id', id),
        body: JSON.stringify({ rules: { map } }),
      });
      await must(connection, checkImport.responses[200], post(checkImport.path));
      const { check, stopped } = await settled();
      if (check?.created !== rows)
        throw new Error(stopped?.message ?? `${check?.created} of ${rows} rows are good`);
    });
  const save = () =>
    timed(rows, async () => {
      await must(connection, runImport.responses[200], post(runImport.path));
      const { result, stopped } = await settled();
      if (result?.created !== rows)
        throw new Error(stopped?.message ?? `${result?.created} of ${rows} customers were made`);
    });
  return {
    name: `${rows.toLocaleString('en')} rows imported`,
    comparedBy: 'time',
    // The customers stay, and a second turn would find another office.
    rounds: 1,
    contenders: [
      { name: 'upload and check', measure: prepare },
      { name: 'import', goals: goals[rows] ?? [], measure: save },
    ],
  };
}
