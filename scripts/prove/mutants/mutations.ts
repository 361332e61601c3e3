import { answerMutations } from './answerMutations.ts';
import type { Mutation } from './mutant.ts';
import { pageMutations } from './pageMutations.ts';

const UPDATE = 'server/src/customers/updateCustomer.ts';
const CUSTOMERS = 'server/src/customers/queries.ts';
const KERNEL = 'db/src/kernel/openDatabase.ts';
const TRANSACTION = 'db/src/kernel/transaction.ts';
const REMARK = 'server/src/customerActions/recordRemark.ts';

/** The bugs, as changes of the sources. Nothing here is ever part of the product. */
export const mutations = {
  'no-row-lock': {
    name: 'no-row-lock',
    bug: 'the customer is read without a lock before it is changed',
    patches: [
      {
        file: CUSTOMERS,
        find: 'const LOCK = `${FIND} for update`;',
        replace: 'const LOCK = FIND;',
      },
    ],
  },
  'check-outside': {
    name: 'check-outside',
    bug: 'whether the base is stale is asked before the transaction, not under the lock',
    patches: [
      {
        file: UPDATE,
        find: 'if (isStale(customer, base)) return replayOrConflict(tx, actor, operation, customer, base, changes);',
        replace: '',
      },
      {
        file: UPDATE,
        find: '    return await database.write({ organisationId }, work, { repeatable: true });',
        replace: `    await database.write({ organisationId }, async (tx) => {
      const { customer } = await lockWithAssignee(tx, organisationId, id, changes);
      if (isStale(customer, base)) await replayOrConflict(tx, actor, operation, customer, base, changes);
    });
    return await database.write({ organisationId }, work, { repeatable: true });`,
      },
    ],
  },
  'millisecond-token': {
    name: 'millisecond-token',
    bug: 'the base is compared in milliseconds, as a JavaScript Date would',
    patches: [
      {
        file: UPDATE,
        find: '(base.updatedAt !== undefined && base.updatedAt !== customer.updatedAt)',
        replace:
          '(base.updatedAt !== undefined && Date.parse(base.updatedAt) !== Date.parse(customer.updatedAt))',
      },
    ],
  },
  'audit-after-commit': {
    name: 'audit-after-commit',
    bug: 'the action is written after the change was committed',
    patches: [
      {
        file: UPDATE,
        find: '        recordAction(tx, actor, operation, {',
        replace:
          '        (tx as unknown as { later: (make: (tx: Transaction) => unknown) => Promise<never[]> }).later((tx) => recordAction(tx, actor, operation, {',
      },
      {
        file: UPDATE,
        find: `          customerVersion: customer.version + 1,
        }),`,
        replace: `          customerVersion: customer.version + 1,
        })),`,
      },
      {
        file: UPDATE,
        find: '    return await database.write({ organisationId }, work, { repeatable: true });',
        replace: `    let make: ((tx: Transaction) => unknown) | undefined;
    const saved = await database.write({ organisationId }, (tx) => {
      Object.assign(tx, { later: (made: (tx: Transaction) => unknown) => { make = made; return Promise.resolve([]); } });
      return work(tx);
    }, { repeatable: true });
    if (make) await database.write({ organisationId }, (tx) => Promise.resolve(make?.(tx)));
    return saved;`,
      },
    ],
  },
  'swallowed-audit-error': {
    name: 'swallowed-audit-error',
    bug: 'a failing action is caught and the change is kept without it',
    patches: [
      {
        file: UPDATE,
        find: `    return tx.commit(
      [`,
        replace: `    await tx.raw('savepoint audit', []);
    try {
      await recordAction(tx, actor, operation, { customerId: id, type: actionTypeOf(differences), changes: differences, customerVersion: customer.version + 1 });
    } catch {
      await tx.raw('rollback to savepoint audit', []);
    }
    return tx.commit(
      [`,
      },
      {
        file: UPDATE,
        find: `        recordAction(tx, actor, operation, {
          customerId: id,
          type: actionTypeOf(differences),
          changes: differences,
          customerVersion: customer.version + 1,
        }),
      ],`,
        replace: '      ],',
      },
    ],
  },
  'dirty-connection': {
    name: 'dirty-connection',
    bug: 'a connection goes back to the pool inside an open transaction',
    patches: [
      { file: KERNEL, find: '      await tx.rollback();\n', replace: '' },
      {
        file: KERNEL,
        find: '  client.release(!isIdle);',
        replace: '  client.release(isLost(client) && isIdle);',
      },
    ],
  },
  'late-branch': {
    name: 'late-branch',
    bug: 'a statement that nobody waits for is tried again after the end, inside whatever transaction is open by then',
    patches: [
      {
        file: TRANSACTION,
        find: "    if (this.#ended) throw new KernelMisuse('a statement was issued after the transaction ended');\n",
        replace: '',
      },
      {
        file: UPDATE,
        find: '    if (isStale(customer, base)) return replayOrConflict(tx, actor, operation, customer, base, changes);',
        replace: `    if (isStale(customer, base)) {
      for (const ms of [1, 2, 4, 8, 16, 32]) setTimeout(() => void saveCustomer(tx, organisationId, id, columnsOf(customer, changes)).then(() => undefined, () => undefined), ms);
      return replayOrConflict(tx, actor, operation, customer, base, changes);
    }`,
      },
    ],
  },
  'retry-without-id': {
    name: 'retry-without-id',
    bug: 'what may have been committed is run again under a new operation id',
    patches: [
      {
        file: REMARK,
        find: '  try {\n    const [[recorded], attachments] = await',
        replace: '  let runs = 0;\n  try {\n    const [[recorded], attachments] = await',
      },
      {
        file: REMARK,
        find: 'recordAction(tx, actor, operation, { ...remark, id })',
        replace:
          'recordAction(tx, actor, (runs += 1) === 1 ? operation : { ...operation, id: newId() }, { ...remark, id })',
      },
    ],
  },
  'no-tenant-predicate': {
    name: 'no-tenant-predicate',
    bug: 'a customer is found by its id alone, and no policy stands behind it',
    patches: [
      {
        file: CUSTOMERS,
        find: 'from customers where organisation_id = $1 and id = $2`;',
        replace: 'from customers where $1::uuid is not null and id = $2`;',
      },
    ],
  },
  'unsorted-bulk-lock': {
    name: 'unsorted-bulk-lock',
    bug: 'a batch locks its customers in any order',
    patches: [
      {
        file: 'server/src/batches/queries.ts',
        find: 'order by id for update',
        replace: 'order by random() for update',
      },
    ],
  },
  'session-upsert': {
    name: 'session-upsert',
    bug: 'the use of a session is noted by writing the session anew, also when it has ended',
    patches: [
      {
        file: 'server/src/session/sessionStore.ts',
        find: '    if (now - (this.#touchedAt.get(sid) ?? session.signedInAt) < pause) return undefined;',
        replace: '    if (pause < 0) return undefined;',
      },
      {
        file: 'server/src/session/sessionStore.ts',
        find: '    return this.#recordUse(sid, session, now).catch(() => undefined);',
        replace:
          '    return this.#call(sid, (done) => this.#inner.set(sid, this.#withExpiry(session), done)).then(() => undefined, () => undefined);',
      },
    ],
  },
  'unknown-as-done': {
    name: 'unknown-as-done',
    bug: 'a COMMIT whose answer never came is taken for done',
    patches: [
      {
        file: TRANSACTION,
        find: `      throw wasSent && this.#isConnectionLost(reason)
        ? new CommitOutcomeUnknown('the connection was lost while committing', { cause: reason })
        : reason;`,
        replace: `      if (!wasSent || !this.#isConnectionLost(reason)) throw reason;
      return;`,
      },
      {
        file: TRANSACTION,
        find: "    if (answers.status === 'rejected') throw answers.reason;\n    return present(...answers.value);",
        replace:
          "    return present(...(answers.status === 'rejected' ? (statements.map(() => [{ id: 'x', createdAt: '2026-01-01T00:00:00.000000Z' }]) as unknown as Answers<S>) : answers.value));",
      },
    ],
  },
  'spurious-conflict': {
    name: 'spurious-conflict',
    bug: 'the time of the base is rounded before it is compared',
    patches: [
      {
        file: UPDATE,
        find: '(base.updatedAt !== undefined && base.updatedAt !== customer.updatedAt)',
        replace:
          '(base.updatedAt !== undefined && `${base.updatedAt.slice(0, 25)}0Z` !== customer.updatedAt)',
      },
    ],
  },
  'half-batch': {
    name: 'half-batch',
    bug: 'all or nothing does what it can',
    patches: [
      {
        file: 'server/src/batches/applyBatch.ts',
        find: "  if (mode === 'all-or-nothing' && (plan.wasShown || skipped.length > 0)) {",
        replace: "  if (mode === 'all-or-nothing' && due.length === 0) {",
      },
    ],
  },
  'before-of-the-client': {
    name: 'before-of-the-client',
    bug: 'the audit trail says what the asker believed to be there before',
    patches: [
      {
        file: UPDATE,
        find: '    const differences = diffCustomer(customer, changes);',
        replace:
          '    const differences = diffCustomer({ ...customer, notes: `before ${changes.notes}` }, changes);',
      },
    ],
  },
  'unheard-loss': {
    name: 'unheard-loss',
    bug: 'nobody listens for the loss of a connection that is in use',
    patches: [
      { file: 'db/src/kernel/connect.ts', find: "  pool.on('connect', watchForLoss);\n", replace: '' },
    ],
  },
  'lost-field': {
    name: 'lost-field',
    bug: 'of several fields that are saved together one is left out, in the row and in its action',
    patches: [
      {
        file: UPDATE,
        find: '    const differences = diffCustomer(customer, changes);',
        replace:
          '    const differences = diffCustomer(customer, changes).filter(({ field }) => field !== "phone");',
      },
      {
        file: UPDATE,
        find: '    const columns = columnsOf(customer, changes);',
        replace: '    const { phone: _, ...kept } = changes;\n    const columns = columnsOf(customer, kept);',
      },
    ],
  },
  ...answerMutations,
  ...pageMutations,
} as const satisfies Record<string, Mutation>;

export type MutantName = keyof typeof mutations;

export const isMutantName = (name: string): name is MutantName => Object.hasOwn(mutations, name);

export const MUTANT_NAMES: readonly MutantName[] = Object.keys(mutations).filter(isMutantName);
