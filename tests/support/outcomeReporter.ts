import { writeFile } from 'node:fs/promises';
import type { SerializedError } from 'vitest';
import type { Reporter, TestModule } from 'vitest/node';

/** Writes what came of a run to the file CASELOAD_OUTCOME names, for `npm test` to count (scripts/support/checks). */
export class OutcomeReporter implements Reporter {
  async onTestRunEnd(
    modules: readonly TestModule[],
    unhandledErrors: readonly SerializedError[],
  ): Promise<void> {
    const file = process.env['CASELOAD_OUTCOME'];
    if (file === undefined) return;
    const outcome = { files: modules.map(outcomeOf), errorsOutside: unhandledErrors.length };
    await writeFile(file, JSON.stringify(outcome));
  }
}

function outcomeOf(module: TestModule) {
  const failed = [...module.children.allTests('failed')];
  return {
    name: module.relativeModuleId,
    project: module.project.name,
    // A file that could not be loaded, or not be set up, has no test that failed.
    ok: module.ok(),
    passed: [...module.children.allTests('passed')].map((test) => test.fullName),
    failed: failed.map((test) => ({ name: test.fullName, reason: test.result().errors?.[0]?.message ?? '' })),
  };
}
