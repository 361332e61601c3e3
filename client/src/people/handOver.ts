import type { CallInput } from '@caseload/shared/contracts/defineEndpoint.ts';
import type { reassignCustomers } from '@caseload/shared/batches/endpoints.ts';
import type { HandOver } from './usePeopleWrites.ts';

/** What the form of a hand-over holds. */
export type HandOverDraft = {
  readonly to: 'one' | 'several' | 'nobody';
  readonly one: string | null;
  readonly several: readonly string[];
  readonly split: 'even' | 'load';
};

export const EMPTY_HAND_OVER: HandOverDraft = { to: 'one', one: null, several: [], split: 'load' };

/** What is missing in it, null when it can be done. Somebody without open customers hands over nothing. */
export function handOverFault(draft: HandOverDraft, openCount: number): 'one' | 'several' | null {
  if (openCount === 0) return null;
  if (draft.to === 'one' && draft.one === null) return 'one';
  return draft.to === 'several' && draft.several.length === 0 ? 'several' : null;
}

/** As the server takes it; several people of whom only one is left are one. */
export function handOverBody(draft: HandOverDraft, openCount: number): HandOver {
  const { to, one, several, split } = draft;
  if (openCount === 0 || to === 'nobody') return { assignedTo: null };
  if (to === 'one') return { assignedTo: one };
  const [only, ...others] = several;
  if (only !== undefined && others.length === 0) return { assignedTo: only };
  return { assignees: [...several], split };
}

/** The preview of the same: what would become of everything open that the person holds. */
export function previewBody(
  personId: string,
  handOver: HandOver,
): CallInput<typeof reassignCustomers>['body'] {
  return {
    filter: { assignedTo: personId, category: ['open', 'waiting'], archived: 'false' },
    ...handOver,
    mode: 'best-effort',
    dryRun: true,
  };
}
