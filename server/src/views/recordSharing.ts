import type { Transaction } from '@caseload/db/kernel/transaction.ts';
import type { Operation } from '../customerActions/operation.ts';
import {
  changesBetween,
  changesOfNew,
  type NewOrganisationAction,
  recordOrganisationAction,
} from '../organisationActions/recordOrganisationAction.ts';
import type { Actor } from '../session/actor.ts';
import type { ViewColumns } from './queries.ts';

type Change = {
  readonly id: string;
  /** Null where there was none before, or is none afterwards. */
  readonly before: ViewColumns | null;
  readonly after: ViewColumns | null;
};

/**
 * What becomes of a view that everybody sees stands in the organisation's history; a personal one is its owner's alone, so
 * one that is no longer shared is gone for all others. The statement is unsent; there is none where nothing is to be told.
 */
export function recordSharing(tx: Transaction, actor: Actor, operation: Operation, change: Change) {
  const action = actionOf(change);
  return action === null ? [] : [recordOrganisationAction(tx, actor, operation, action)];
}

function actionOf({ id, before, after }: Change): NewOrganisationAction | null {
  const was = before?.shared ? partsOf(before) : null;
  const is = after?.shared ? partsOf(after) : null;
  const subject = { kind: 'view', id, name: (was ?? is)?.name ?? '' } as const;
  if (was === null) return is && { type: 'view_share', subject, changes: changesOfNew(is) };
  if (is === null) return { type: 'view_withdraw', subject, changes: changesOfGone(was) };
  return { type: 'view_update', subject, changes: changesBetween(was, is) };
}

const partsOf = ({ name, filter, sort }: ViewColumns) => ({ name, filter, sort });

/** As it was, for whoever wants it back. */
const changesOfGone = (parts: object) =>
  Object.entries(parts).map(([field, from]) => ({ field, from, to: null }));
