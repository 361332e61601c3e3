import { aftermath } from '../checks/aftermath.ts';
import { answers } from '../checks/answers.ts';
import { wholeBatches } from '../checks/batches.ts';
import { canaries } from '../checks/canaries.ts';
import { conflicts } from '../checks/conflicts.ts';
import { images } from '../checks/images.ts';
import { feed as feedInOrder } from '../checks/feed.ts';
import { fold } from '../checks/fold.ts';
import { oneWinner } from '../checks/oneWinner.ts';
import { pages } from '../checks/pages.ts';
import { processes } from '../checks/processes.ts';
import { realTime } from '../checks/realTime.ts';
import { refusedAbsent } from '../checks/refusedAbsent.ts';
import { resolved } from '../checks/resolved.ts';
import { sessions as sessionsStayDead } from '../checks/sessions.ts';
import { trailReads } from '../checks/trailReads.ts';
import { trueAnswers } from '../checks/trueAnswers.ts';
import { versions } from '../checks/versions.ts';
import { writtenOnce } from '../checks/writtenOnce.ts';
import { terminateBackends } from '../faults/databaseFaults.ts';
import { loseCommitAnswers, loseCommits, stallAnswers } from '../faults/wireFaults.ts';
import { bulk } from '../workloads/bulk.ts';
import { comments } from '../workloads/comments.ts';
import { feed } from '../workloads/feed.ts';
import { hot } from '../workloads/hot.ts';
import { lists } from '../workloads/lists.ts';
import { organisations } from '../workloads/organisations.ts';
import { sessions } from '../workloads/sessions.ts';
import type { Judgement } from '../report/judge.ts';
import type { Mutant, Mutation } from './mutant.ts';
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

const SOON_FOUND_DEADLOCKS = [
  `do $$ begin
    execute format('alter database %I set deadlock_timeout = ''20ms''', current_database());
  end $$`,
];

const UNGUARDED_REFUSALS = [...NO_GUARDS, ...REFUSED_ACTIONS];

const schedules: Record<MutantName, Omit<Mutant, keyof Mutation>> = {
  'no-row-lock': {
    caughtBy: oneWinner,
    says: /two winners|became version/u,
    workloads: [hot],
    faults: [],
    sql: NO_GUARDS,
    calmCalls: 600,
  },
  'check-outside': {
    caughtBy: oneWinner,
    says: /two winners|became version/u,
    workloads: [hot],
    faults: [],
    calmCalls: 600,
  },
  'millisecond-token': {
    caughtBy: oneWinner,
    says: /two winners|became version/u,
    workloads: [hot],
    faults: [],
  },
  'audit-after-commit': {
    caughtBy: versions,
    says: /with \d+ actions|where \d+ belongs/u,
    workloads: [hot],
    faults: [],
    sql: UNGUARDED_REFUSALS,
    calmCalls: 600,
  },
  'swallowed-audit-error': {
    caughtBy: fold,
    says: /differs from the fold of its actions/u,
    workloads: [hot],
    faults: [],
    sql: UNGUARDED_REFUSALS,
    calmCalls: 600,
  },
  'dirty-connection': {
    caughtBy: aftermath,
    says: /in transaction.* after the last request/u,
    workloads: [hot],
    faults: [],
  },
  // The database refuses whoever is in the open transaction for what somebody else did in it.
  'late-branch': {
    caughtBy: answers,
    says: /^update of .* was answered 500/u,
    workloads: [hot],
    faults: [],
  },
  'retry-without-id': {
    caughtBy: writtenOnce,
    says: /in the trail \d+ times/u,
    workloads: [comments],
    faults: [loseCommitAnswers],
    // One comment takes several of the answers that are lost: of a few at once all would be of the same few.
    commentClients: 24,
  },
  'no-tenant-predicate': {
    caughtBy: canaries,
    says: /was answered 200|was shown/u,
    workloads: [organisations],
    faults: [],
    sql: NO_POLICIES,
  },
  // Two batches rarely hold each other's rows, and a deadlock is found only after a while.
  'unsorted-bulk-lock': {
    caughtBy: aftermath,
    says: /deadlocks/u,
    workloads: [bulk],
    faults: [],
    sql: SOON_FOUND_DEADLOCKS,
    calmCalls: 1_200,
  },
  'session-upsert': {
    caughtBy: sessionsStayDead,
    says: /is in the database again/u,
    workloads: [sessions],
    faults: [],
  },
  'unknown-as-done': {
    caughtBy: writtenOnce,
    says: /in the trail 0 times/u,
    workloads: [comments],
    faults: [loseCommits],
  },
  'spurious-conflict': { caughtBy: conflicts, says: /there was no conflict/u, workloads: [hot], faults: [] },
  'half-batch': { caughtBy: wholeBatches, says: /all or nothing/u, workloads: [bulk], faults: [] },
  'before-of-the-client': {
    caughtBy: images,
    says: /the action says "before /u,
    workloads: [hot],
    faults: [],
  },
  'unheard-loss': {
    caughtBy: processes,
    says: /the app ended/u,
    workloads: [comments],
    faults: [terminateBackends],
  },
  'lost-field': { caughtBy: writtenOnce, says: /its phone was not written/u, workloads: [hot], faults: [] },
  'answer-of-before': { caughtBy: trueAnswers, says: /as it never was/u, workloads: [hot], faults: [] },
  'hidden-newest': { caughtBy: trailReads, says: /is not shown/u, workloads: [comments], faults: [] },
  // A batch gets its positions long before its commit.
  'feed-by-position': {
    caughtBy: feedInOrder,
    says: /was never told of|twice or too late/u,
    workloads: [bulk, comments, feed],
    faults: [],
  },
  'refused-and-done': {
    caughtBy: refusedAbsent,
    says: /was answered 404 and is in the audit trail/u,
    workloads: [comments],
    faults: [],
  },
  'done-as-under-way': {
    caughtBy: resolved,
    says: /^comment .* is still unknown/u,
    workloads: [comments],
    faults: [loseCommitAnswers],
  },
  'unmarked-problem': { caughtBy: answers, says: /not a problem/u, workloads: [hot], faults: [] },
  'page-of-before': {
    caughtBy: pages,
    says: /belonged into it all the while and is not there/u,
    workloads: [lists],
    faults: [],
  },
  'late-commit-unseen': {
    caughtBy: realTime,
    says: /was shown at version/u,
    workloads: [bulk, lists],
    faults: [],
    calmCalls: 2_000,
  },
  // A reading has to take longer than a change and the way to whoever asks next.
  'joined-reading': {
    caughtBy: realTime,
    says: /was shown at version/u,
    workloads: [lists],
    faults: [stallAnswers],
  },
  'stale-read': { caughtBy: realTime, says: /was shown at version/u, workloads: [hot], faults: [] },
};

/** A mutant with its schedule. */
export const mutantOf = (name: MutantName): Mutant => ({ ...mutations[name], ...schedules[name] });

/** Whether the check that is meant to found what this bug does, and not only something. */
export const isCaught = ({ caughtBy, says }: Mutant, judgements: readonly Judgement[]): boolean =>
  judgements.some(
    ({ check, finding }) => check === caughtBy && finding.violations.some(({ what }) => says.test(what)),
  );
