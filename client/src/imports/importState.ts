import type { ImportSummary } from '@caseload/shared/imports/import.ts';

type Standing = Pick<ImportSummary, 'state' | 'work' | 'stopped'>;

export type StateName = ImportSummary['state'] | 'check' | 'run' | 'undo' | 'stopped';

/** What to call how an import stands: what works now comes before what was reached. */
export function stateName({ state, work, stopped }: Standing): StateName {
  if (work !== null) return work.kind;
  return stopped !== null && state !== 'done' && state !== 'undone' ? 'stopped' : state;
}
