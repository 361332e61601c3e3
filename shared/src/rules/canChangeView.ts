import { canEditEverything, type Identity } from './canEditCustomer.ts';

type SavedView = { readonly ownerId: string; readonly shared: boolean };

/** Everybody sees what is shared, and a personal view only its owner. */
export function canSeeView(actor: Identity, view: SavedView): boolean {
  return view.shared || view.ownerId === actor.id;
}

/** Only supervisors and administrators put a tab into everybody's list, or take one out. */
export function canShareViews(actor: Identity): boolean {
  return canEditEverything(actor);
}

/** A shared view is in the care of all who may share, a personal one in its owner's. */
export function canChangeView(actor: Identity, view: SavedView): boolean {
  return view.shared ? canShareViews(actor) : view.ownerId === actor.id;
}
