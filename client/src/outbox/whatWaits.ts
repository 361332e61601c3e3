import type { UnsavedEdit, UnsavedEdits } from '../customers/unsavedEdits.ts';
import type { UnsentComment } from './outbox.ts';

/** What one person wrote that the server does not have, of all customers. */
export type WhatWaits = {
  readonly comments: readonly UnsentComment[];
  readonly unsaved: readonly UnsavedEdits[];
  /** Changes made in lists, which only this page has. */
  readonly inLists: readonly UnsavedEdits[];
  readonly counts: {
    /** Comments and changes that are sent by themselves. */
    readonly comments: number;
    readonly lost: number;
    /** Comments and changes that the server refused or somebody else clashed with. */
    readonly refused: number;
    readonly stuck: number;
    /** Changes typed before a reload and never sent. */
    readonly kept: number;
  };
  readonly isAnything: boolean;
  /** Whether something would be lost with this page. */
  readonly isOnlyHere: boolean;
};

export function whatWaits(
  all: readonly UnsentComment[],
  unsaved: readonly UnsavedEdits[],
  inLists: readonly UnsavedEdits[],
): WhatWaits {
  const comments = all.filter(({ phase }) => phase !== 'sending');
  const edits = [...unsaved, ...inLists].flatMap((each) => each.edits);
  const having = (...whys: UnsavedEdit['why'][]) => edits.filter(({ why }) => whys.includes(why)).length;
  const waiting = comments.filter(({ phase }) => phase === 'waiting').length;
  const counts = {
    comments: waiting,
    refused: comments.length - waiting,
    lost: having('lost'),
    stuck: having('refused', 'undecided'),
    kept: having('restored'),
  };
  return {
    comments,
    unsaved,
    inLists,
    counts,
    isAnything: comments.length + edits.length > 0,
    isOnlyHere: comments.some((comment) => comment.isOnlyHere),
  };
}
