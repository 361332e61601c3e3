import type { Check, Finding } from '../checks/check.ts';
import type { Evidence } from '../evidence/evidence.ts';

export type Judgement = { readonly check: Check; readonly finding: Finding };

export const judge = (checks: readonly Check[], evidence: Evidence): Judgement[] =>
  checks.map((check) => ({ check, finding: check.run(evidence) }));

export const violationsIn = (judgements: readonly Judgement[]): number =>
  judgements.reduce((sum, { finding }) => sum + finding.violations.length, 0);
