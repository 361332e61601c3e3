import { aftermath } from '../checks/aftermath.ts';
import type { Check, Finding } from '../checks/check.ts';
import { processes } from '../checks/processes.ts';
import { resolved } from '../checks/resolved.ts';
import type { Evidence } from '../evidence/evidence.ts';

export type Judgement = { readonly check: Check; readonly finding: Finding };

export const judge = (checks: readonly Check[], evidence: Evidence): Judgement[] =>
  checks.map((check) => ({ check, finding: check.run(evidence) }));

export const violationsIn = (judgements: readonly Judgement[]): number =>
  judgements.reduce((sum, { finding }) => sum + finding.violations.length, 0);

/** What only somebody who may break things gets to see. */
const OF_OWN_FAULTS: ReadonlySet<Check> = new Set([resolved, processes, aftermath]);

/** Checks that looked at nothing and should have: they prove nothing. */
export const unlookedIn = (judgements: readonly Judgement[], isGiven: boolean): Check[] =>
  judgements
    .filter(({ check, finding }) => finding.checked === 0 && !(isGiven && OF_OWN_FAULTS.has(check)))
    .map(({ check }) => check);
