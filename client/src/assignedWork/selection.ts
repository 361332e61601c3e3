import type { CustomerFilter } from '@caseload/shared/assignedWork/customerFilter.ts';

/**
 * Which customers are chosen: some by name, or all that match a filter but a few. Bulk work takes either, so it
 * is kept as said and never as the rows that happen to be loaded.
 */
export type Selection =
  | {
      readonly kind: 'some';
      readonly ids: ReadonlySet<string>;
      readonly anchor: string | null;
      /** All rows that were loaded were chosen at one press: that may have meant those that were not, too. */
      readonly mayMeanAll: boolean;
    }
  | {
      readonly kind: 'all';
      readonly filter: CustomerFilter;
      /** How many match the filter, as counted when it was chosen. */
      readonly matching: number;
      readonly except: ReadonlySet<string>;
      readonly anchor: string | null;
    };

export const NOTHING_SELECTED: Selection = {
  kind: 'some',
  ids: new Set(),
  anchor: null,
  mayMeanAll: false,
};

export function isSelected(selection: Selection, id: string): boolean {
  return selection.kind === 'some' ? selection.ids.has(id) : !selection.except.has(id);
}

export function countSelected(selection: Selection): number {
  return selection.kind === 'some'
    ? selection.ids.size
    : Math.max(0, selection.matching - selection.except.size);
}

/** Chooses one customer or lets it go; ranges begin there. */
export function toggle(selection: Selection, id: string): Selection {
  const isIn = isSelected(selection, id);
  return { ...put(selection, [id], !isIn), anchor: id };
}

/**
 * Chooses everything from where the last choice was made to here, as the rows stand now.
 * @param order the ids of the rows
 */
export function extendTo(selection: Selection, order: readonly string[], id: string): Selection {
  const from = selection.anchor === null ? -1 : order.indexOf(selection.anchor);
  const to = order.indexOf(id);
  if (to === -1) return selection;
  if (from === -1) return { ...put(selection, [id], true), anchor: id };
  const range = order.slice(Math.min(from, to), Math.max(from, to) + 1);
  return { ...put(selection, range, true), anchor: selection.anchor };
}

/**
 * One step with Shift held: the row it leaves and the row it comes to are chosen, and going back lets the row go
 * that was chosen on the way.
 */
export function extendStep(
  selection: Selection,
  order: readonly string[],
  from: string,
  to: string,
): Selection {
  const begun = selection.anchor !== null && isSelected(selection, from) ? selection.anchor : from;
  const [anchorAt, fromAt, toAt] = [begun, from, to].map((id) => order.indexOf(id));
  if (anchorAt === undefined || fromAt === undefined || toAt === undefined) return selection;
  const goesBack = Math.abs(toAt - anchorAt) < Math.abs(fromAt - anchorAt);
  const next = goesBack ? put(selection, [from], false) : put(selection, [from, to], true);
  return { ...next, anchor: begun };
}

export function selectIds(selection: Selection, ids: readonly string[]): Selection {
  return put(selection, ids, true);
}

/**
 * Chooses every row that is loaded.
 * @param ids theirs
 */
export function selectLoaded(selection: Selection, ids: readonly string[]): Selection {
  const chosen = put(selection, ids, true);
  return chosen.kind === 'some' ? { ...chosen, mayMeanAll: true } : chosen;
}

export function selectAllMatching(filter: CustomerFilter, matching: number): Selection {
  return { kind: 'all', filter, matching, except: new Set(), anchor: null };
}

/** Lets customers go, for example those that bulk work has done. */
export function letGo(selection: Selection, ids: Iterable<string>): Selection {
  return put(selection, ids, false);
}

function put(selection: Selection, ids: Iterable<string>, isIn: boolean): Selection {
  const isListed = selection.kind === 'some' ? isIn : !isIn;
  const listed = new Set(selection.kind === 'some' ? selection.ids : selection.except);
  for (const id of ids) {
    if (isListed) listed.add(id);
    else listed.delete(id);
  }
  if (selection.kind === 'all') return { ...selection, except: listed };
  return { ...selection, ids: listed, mayMeanAll: selection.mayMeanAll && listed.size > 0 };
}
