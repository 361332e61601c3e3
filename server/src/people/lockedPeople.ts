import type { Person } from '@caseload/shared/people/person.ts';
import { canManagePeople } from '@caseload/shared/rules/canManage.ts';
import { currentDeadline } from '@caseload/db/kernel/deadline.ts';
import type { Database, WriteOptions } from '@caseload/db/kernel/openDatabase.ts';
import type { Transaction } from '@caseload/db/kernel/transaction.ts';
import { type Operation, refuseOtherRequest } from '../customerActions/operation.ts';
import { forbidden, invalid, notFound, ProblemError } from '../http/problemError.ts';
import { findOrganisationOperation } from '../organisationActions/queries.ts';
import type { LinkDependencies } from '../passwordLinks/issueLink.ts';
import type { Actor } from '../session/actor.ts';
import type { SessionStore } from '../session/sessionStore.ts';
import { findPerson, listEverybody, lockPeople, presentPerson, type Somebody } from './queries.ts';

export type PeopleDependencies = LinkDependencies & {
  readonly database: Database;
  readonly store: SessionStore;
  readonly personChanged: (organisationId: string, employeeId: string) => void;
};

/** What a write did to whom; nothing to record when it found everything as wanted. */
export type PersonWritten<T> = { readonly id: string; readonly result: T };

type Written<T> = {
  readonly person: Person;
  /** Undefined when the operation had been done before. */
  readonly result: T | undefined;
  /** The batch of the earlier run, if it had one. */
  readonly batchId: string | null;
};

export const ONLY_ADMINISTRATORS = 'Only administrators manage people.';

/**
 * Runs `work` with everybody of the organisation, whom nobody else changes meanwhile, and answers with the person
 * it wrote as they are then. Under an operation id that was used before nothing is done again.
 */
export async function withLockedPeople<T>(
  database: Database,
  actor: Actor,
  operation: Operation,
  work: (tx: Transaction, everybody: readonly Somebody[]) => Promise<PersonWritten<T>>,
  options: Pick<WriteOptions, 'deadlineMs'> & {
    readonly prepare?: (tx: Transaction) => PromiseLike<unknown>;
  } = {},
): Promise<Written<T>> {
  if (!canManagePeople(actor)) throw forbidden(ONLY_ADMINISTRATORS);
  const { organisationId } = actor;
  const { prepare, ...limits } = options;
  // What has a limit of its own, handing over work, goes on being told about after it.
  if (limits.deadlineMs !== undefined) currentDeadline()?.lift();
  return database.write(
    { organisationId },
    async (tx) => {
      await prepare?.(tx);
      // Looked at only when the lock is held: a statement sees what was committed before it began.
      await lockPeople(tx, organisationId);
      const [everybody, [earlier]] = await tx.together([
        listEverybody(tx, organisationId),
        findOrganisationOperation(tx, organisationId, operation.id),
      ]);
      if (earlier) {
        refuseOtherRequest(operation, earlier);
        const person = await getPerson(tx, actor, earlier.subjectId);
        return { person, result: undefined, batchId: earlier.batchId };
      }
      refuseUnlessStillAdministrator(everybody, actor);
      const { id, result } = await work(tx, everybody);
      return { person: await getPerson(tx, actor, id), result, batchId: null };
    },
    { ...limits, repeatable: true },
  );
}

/** Two administrators may demote each other at the same moment: the second is none any more. */
function refuseUnlessStillAdministrator(everybody: readonly Somebody[], actor: Actor): void {
  const self = everybody.find(({ id }) => id === actor.id);
  if (!self?.active || !canManagePeople(self)) throw forbidden(ONLY_ADMINISTRATORS);
}

/** The person as the transaction has them now. */
export async function getPerson(tx: Transaction, { organisationId }: Actor, id: string): Promise<Person> {
  const [row] = await findPerson(tx, organisationId, id);
  if (!row) throw notFound(NOBODY);
  return presentPerson(row);
}

const NOBODY = 'There is no such person.';

/** One of everybody; `outdated` when they are no longer as they were at `updatedAt`. */
export function personAt(everybody: readonly Somebody[], id: string, updatedAt?: string): Somebody {
  const person = everybody.find((candidate) => candidate.id === id);
  if (!person) throw notFound(NOBODY);
  if (updatedAt !== undefined && person.updatedAt !== updatedAt) throw new ProblemError('outdated', {});
  return person;
}

export function refuseEmailInUse(everybody: readonly Somebody[], email: string): void {
  if (everybody.every((person) => person.email !== email)) return;
  const message = 'is the address of somebody else here, maybe of somebody who is not active';
  throw invalid([{ in: 'body', pointer: '/email', message }]);
}
