import type { Customer } from '@caseload/shared/customers/customer.ts';
import type { Draft } from '@caseload/shared/desk/endpoints.ts';
import type { DraftPlace } from './draftPlaces.ts';
import { editDraftOf, textOf } from './drafts.ts';
import { fieldCodec } from './fieldCodec.ts';

/** A draft that the person may go on with. `field` is null for a comment. */
export type DraftOffer = {
  readonly draft: Draft;
  readonly field: string | null;
  /** Not where other text has been typed into the same field here. */
  readonly canUse: boolean;
};

/** What there is in this browser. */
export type Here = {
  readonly device: string;
  readonly customer: Customer;
  /** The comment being written. */
  readonly comment: string;
  /** What is typed into a field; null for nothing. */
  readonly edit: (field: string) => string | null;
  /** Whether text of this device was ended and the server does not know yet. */
  readonly isEnded: (place: DraftPlace) => boolean;
};

const FIELD = 'field.';

/**
 * The drafts worth offering: of other devices, and of this one when the browser has lost its own copy; not what
 * says the same as what is here.
 */
export function draftOffers(drafts: readonly Draft[], here: Here): DraftOffer[] {
  return drafts.flatMap((draft): DraftOffer[] => {
    if (draft.device === here.device && here.isEnded(draft)) return [];
    if (!draft.kind.startsWith(FIELD)) return commentOffer(draft, here);
    return fieldOffer(draft, draft.kind.slice(FIELD.length), here);
  });
}

function commentOffer(draft: Draft, { device, comment }: Here): DraftOffer[] {
  const text = textOf(draft);
  if (text.trim() === '' || comment.includes(text)) return [];
  // What is being typed here is copied as it grows; the copy lags behind.
  if (draft.device === device && comment !== '') return [];
  return [{ draft, field: null, canUse: true }];
}

function fieldOffer(draft: Draft, field: string, { device, customer, edit }: Here): DraftOffer[] {
  const kept = editDraftOf(draft);
  const typed = edit(field);
  if (kept === null || kept.text === typed || kept.text === fieldCodec(field).toText(customer)) return [];
  if (draft.device === device && typed !== null) return [];
  return [{ draft, field, canUse: typed === null }];
}
