import { canChangeView, canSeeView } from '@caseload/shared/rules/canChangeView.ts';
import type { Transaction } from '@caseload/db/kernel/transaction.ts';
import { forbidden, notFound } from '../http/problemError.ts';
import type { Actor } from '../session/actor.ts';
import { lockView, type ViewRow } from './queries.ts';
import { ONLY_SUPERVISORS_SHARE } from './refusedViews.ts';

/** The view, held until the transaction ends. Somebody else's personal view is `not-found` like none at all. */
export async function lockChangeableView(tx: Transaction, actor: Actor, id: string): Promise<ViewRow> {
  const [view] = await lockView(tx, actor.organisationId, id);
  if (!view || !canSeeView(actor, view)) throw notFound('There is no such view.');
  if (!canChangeView(actor, view)) throw forbidden(ONLY_SUPERVISORS_SHARE);
  return view;
}
