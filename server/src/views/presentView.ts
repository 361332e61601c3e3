import { canChangeView } from '@caseload/shared/rules/canChangeView.ts';
import type { View } from '@caseload/shared/views/view.ts';
import type { Actor } from '../session/actor.ts';
import type { ViewRow } from './queries.ts';

/** A saved view as one person sees it; not counted. */
export function presentView(actor: Actor, row: ViewRow): View {
  return {
    id: row.id,
    kind: row.shared ? 'shared' : 'personal',
    name: row.name,
    filter: row.filter,
    sort: row.sort,
    owner: { id: row.ownerId, name: row.ownerName },
    canChange: canChangeView(actor, row),
    count: null,
    updatedAt: row.updatedAt,
  };
}
