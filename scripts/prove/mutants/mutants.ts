import { aftermath } from '../checks/aftermath.ts';
import { wholeBatches } from '../checks/batches.ts';
import { canaries } from '../checks/canaries.ts';
import { conflicts } from '../checks/conflicts.ts';
import { images } from '../checks/images.ts';
import { fold } from '../checks/fold.ts';
import { oneWinner } from '../checks/oneWinner.ts';
import { processes } from '../checks/processes.ts';
import { realTime } from '../checks/realTime.ts';
import { sessions as sessionsStayDead } from '../checks/sessions.ts';
import { versions } from '../checks/versions.ts';
import { writtenOnce } from '../checks/writtenOnce.ts';
import { terminateBackends } from '../faults/databaseFaults.ts';
import { loseCommitAnswers, loseCommits } from '../faults/wireFaults.ts';
import { bulk } from '../workloads/bulk.ts';
import { comments } from '../workloads/comments.ts';
import { hot } from '../workloads/hot.ts';
import { organisations } from '../workloads/organisations.ts';
import { sessions } from '../workloads/sessions.ts';
import type { Mutant } from './mutant.ts';
import { type MutantName, mutations } from './mutations.ts';

/** Without these triggers the database refuses what the app gets wrong, and there is nothing to find. */
const NO_GUARDS = [
  'alter table customers disable trigger customers_change_has_action',
  'alter table customer_actions disable trigger customer_actions_tie',
  'alter table customer_actions drop constraint customer_actions_version_key',
];
/**
 * Half of all actions on customers that exist are refused from the beginning on, so that what the last change of
 * some row set is without its action.
 */
const REFUSED_ACTIONS = [
  `create function prove_refuse_half() returns trigger language plpgsql as $$
    begin
      if random() < 0.5 then raise exception 'no space left' using errcode = '53100'; end if;
      return new;
    end $$`,
  `create trigger prove_refuse_half before insert on customer_actions
    for each row when (new.type <> 'create') execute function prove_refuse_half()`,
];
const NO_POLICIES = ['customers', 'customer_actions'].flatMap((table) => [
  `alter table ${table} disable row level security`,
  `alter table ${table} no force row level security`,
]);

const UNGUARDED_REFUSALS = [...NO_GUARDS, ...REFUSED_ACTIONS];

const schedules: Record<MutantName, Pick<Mutant, 'caughtBy' | 'workloads' | 'faults' | 'sql'>> = {
  'no-row-lock': { caughtBy: oneWinner, workloads: [hot], faults: [], sql: NO_GUARDS },
  'check-outside': { caughtBy: oneWinner, workloads: [hot], faults: [] },
  'millisecond-token': { caughtBy: oneWinner, workloads: [hot], faults: [] },
  'audit-after-commit': { caughtBy: versions, workloads: [hot], faults: [], sql: UNGUARDED_REFUSALS },
  'swallowed-audit-error': { caughtBy: fold, workloads: [hot], faults: [], sql: UNGUARDED_REFUSALS },
  'dirty-connection': { caughtBy: aftermath, workloads: [hot], faults: [] },
  'late-branch': { caughtBy: versions, workloads: [hot], faults: [], sql: NO_GUARDS },
  'retry-without-id': { caughtBy: writtenOnce, workloads: [comments], faults: [loseCommitAnswers] },
  'no-tenant-predicate': { caughtBy: canaries, workloads: [organisations], faults: [], sql: NO_POLICIES },
  'unsorted-bulk-lock': { caughtBy: aftermath, workloads: [bulk], faults: [] },
  'session-upsert': { caughtBy: sessionsStayDead, workloads: [sessions], faults: [] },
  'unknown-as-done': { caughtBy: writtenOnce, workloads: [comments], faults: [loseCommits] },
  'spurious-conflict': { caughtBy: conflicts, workloads: [hot], faults: [] },
  'half-batch': { caughtBy: wholeBatches, workloads: [bulk], faults: [] },
  'before-of-the-client': { caughtBy: images, workloads: [hot], faults: [] },
  'unheard-loss': { caughtBy: processes, workloads: [comments], faults: [terminateBackends] },
  'stale-read': { caughtBy: realTime, workloads: [hot], faults: [] },
};

/** A mutant with its schedule. */
export const mutantOf = (name: MutantName): Mutant => ({ ...mutations[name], ...schedules[name] });
