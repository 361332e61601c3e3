import type { CustomerImport } from '@caseload/shared/imports/import.ts';
import { z } from 'zod';

/** The steps of an import, in their order; the first is the page of all imports. */
export const STEPS = ['upload', 'map', 'check', 'run', 'result'] as const;
export type Step = (typeof STEPS)[number];

const shownSteps = ['map', 'check', 'run', 'result'] as const;
export type ShownStep = (typeof shownSteps)[number];

/** What the address of an import can say; what cannot be understood counts as absent. */
const importSearch = z.object({ step: z.enum(shownSteps).optional().catch(undefined) });
export type ImportSearch = z.output<typeof importSearch>;

export function readImportSearch(raw: Record<string, unknown>): ImportSearch {
  return importSearch.parse(raw);
}

type Standing = Pick<CustomerImport, 'state' | 'work' | 'rules'>;

/** The steps that can be looked at now. While customers are written, only that: the others would be untrue by then. */
export function openSteps({ state, work, rules }: Standing): readonly ShownStep[] {
  if (state === 'done' || state === 'undone') return ['result'];
  if (work?.kind === 'run') return ['run'];
  return rules === null && work === null ? ['map'] : ['map', 'check'];
}

/** The step the address asks for where it is open, else the one furthest on. */
export function stepToShow(standing: Standing, asked: ShownStep | undefined): ShownStep {
  const open = openSteps(standing);
  if (asked !== undefined && open.includes(asked)) return asked;
  if (asked === undefined && standing.state === 'uploaded' && standing.work === null) return 'map';
  return open.at(-1) ?? 'map';
}
