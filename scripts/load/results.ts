import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { chartOf } from '@caseload/load/report/chart.ts';
import { merged } from '@caseload/load/report/compare.ts';
import { type Result, result } from '@caseload/load/report/result.ts';
import { tableOf } from '@caseload/load/report/table.ts';

/** What is kept of one size: the last run as a page, and the baseline that later runs are compared with. */
export async function openResults(directory: string, size: string) {
  await mkdir(directory, { recursive: true });
  const file = (name: string) => path.join(directory, name);
  const baselineFile = file(`baseline-${size}.json`);
  const text = await readFile(baselineFile, 'utf8').catch(() => undefined);
  const baseline = text === undefined ? undefined : result.parse(JSON.parse(text));
  return {
    tableOf: (found: Result) => tableOf(found, baseline),
    /** Contests of the baseline that were not held this time stay in it. */
    async write(found: Result, save: boolean): Promise<void> {
      await writeFile(file('latest.html'), chartOf(found, baseline));
      if (!save) return;
      const kept = merged(baseline, found);
      await writeFile(baselineFile, `${JSON.stringify(kept, null, 2)}\n`);
      await writeFile(file(`baseline-${size}.md`), `# Load: ${size}\n\n${tableOf(kept)}\n`);
    },
  };
}
