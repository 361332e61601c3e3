import { type Database, openDatabase } from '@caseload/db/kernel/openDatabase.ts';
import type { Transaction } from '@caseload/db/kernel/transaction.ts';
import { checkConstraints } from '@caseload/server/customers/manyRows.ts';
import { findOrganisation, insertCustomers, updateCustomers } from '@caseload/server/imports/queries.ts';
import { makePasswords } from '@caseload/server/session/passwords.ts';
import { demoPassword } from '@caseload/shared/session/demoPeople.ts';
import type { Office } from './office.ts';
import { type PlannedOffice, planDemo } from './planDemo.ts';
import { actionAt, type PlannedAction, type Round, stateAt } from './planOffice.ts';
import {
  enterOrganisation,
  insertCustomFields,
  insertMentions,
  insertOrganisation,
  insertPeople,
  insertSeedActions,
  insertSharedView,
  insertStatuses,
  insertTeamMembers,
  insertTeams,
} from './queries.ts';
import { settle, spreadHistory } from './spreadHistory.ts';

const CHUNK = 2_000;
const DEADLINE_MS = 300_000;

/**
 * Fills a migrated database with the demo office, in one transaction: the same people, customers and history in
 * every database, with due dates around the day it runs. Rejects with a sentence when the office is there already.
 */
export async function seedDemo(options: {
  url: string;
  /** Told how many of all actions are written. */
  onProgress?: (done: number, total: number) => void;
}): Promise<void> {
  const database = openDatabase({
    url: options.url,
    max: 1,
    connectTimeoutMs: 10_000,
    statementTimeoutMs: 60_000,
    applicationName: 'caseload-seed',
  });
  try {
    const offices = planDemo(Date.now());
    await refuseSecond(database, offices);
    const passwordHash = await makePasswords().hash(demoPassword);
    await writeAll(database, offices, passwordHash, counter(offices, options.onProgress));
  } finally {
    await database.close();
  }
  await settle(options.url);
}

async function refuseSecond(database: Database, offices: readonly PlannedOffice[]): Promise<void> {
  for (const { office } of offices) {
    const organisationSlug = office.slug;
    const [found] = await database.read({ organisationSlug }, (tx) => [
      findOrganisation(tx, organisationSlug),
    ]);
    if (found.length > 0) throw new Error(`${office.name} is in this database already. Nothing was changed.`);
  }
}

async function writeAll(
  database: Database,
  offices: readonly PlannedOffice[],
  passwordHash: string,
  written: (actions: number) => void,
): Promise<void> {
  const [first] = offices;
  if (first === undefined) return;
  const { organisationId } = first.office;
  const work = async (tx: Transaction) => {
    for (const { office, rounds } of offices) await writeOffice(tx, office, rounds, passwordHash, written);
    await spreadHistory(tx);
  };
  await database.write({ organisationId }, work, { deadlineMs: DEADLINE_MS });
}

async function writeOffice(
  tx: Transaction,
  office: Office,
  rounds: readonly Round[],
  passwordHash: string,
  written: (actions: number) => void,
): Promise<void> {
  const { organisationId } = office;
  await enterOrganisation(tx, organisationId);
  await insertOrganisation(tx, office);
  await insertStatuses(tx, organisationId);
  await insertCustomFields(tx, organisationId);
  await insertPeople(tx, office, passwordHash);
  await insertSharedView(tx, office, office.viewId);
  await insertTeams(tx, office);
  await insertTeamMembers(tx, office);
  for (const round of rounds) {
    await sendAhead(statementsOf(tx, organisationId, round, written));
    // Before the organisation changes, behind whose policy the actions would not be found.
    await tx.together(checkConstraints(tx));
  }
}

function* statementsOf(
  tx: Transaction,
  organisationId: string,
  { version, cases, comments }: Round,
  written: (actions: number) => void,
): Generator<Promise<void>> {
  const save = version === 1 ? insertCustomers : updateCustomers;
  const record = async (actions: readonly PlannedAction[]) => {
    await insertSeedActions(tx, organisationId, actions);
    await insertMentions(tx, organisationId, actions);
    written(actions.length);
  };
  for (const chunk of inChunks(cases)) {
    const states = chunk.map((one) => stateAt(one, version));
    yield save(tx, organisationId, states).then(() => undefined);
    yield record(chunk.map((one) => actionAt(one, version)));
  }
  for (const chunk of inChunks(comments)) yield record(chunk);
}

/** Prepares and sends each statement while PostgreSQL is still busy with the one before. */
async function sendAhead(statements: Iterable<Promise<void>>): Promise<void> {
  let previous: Promise<void> = Promise.resolve();
  for (const statement of statements) {
    // Its failure is thrown in its turn; when an earlier one fails first, nobody asks for it.
    statement.catch(() => undefined);
    await previous;
    previous = statement;
  }
  await previous;
}

function* inChunks<T>(list: readonly T[]): Generator<readonly T[]> {
  for (let at = 0; at < list.length; at += CHUNK) yield list.slice(at, at + CHUNK);
}

function counter(
  offices: readonly PlannedOffice[],
  onProgress: ((done: number, total: number) => void) | undefined,
): (actions: number) => void {
  const rounds = offices.flatMap((planned) => planned.rounds);
  const total = rounds.reduce((sum, { cases, comments }) => sum + cases.length + comments.length, 0);
  let done = 0;
  return (actions) => {
    done += actions;
    onProgress?.(done, total);
  };
}
