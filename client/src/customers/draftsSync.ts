import type { Draft } from '@caseload/shared/desk/endpoints.ts';
import type { DeskOwner } from './deskOwner.ts';
import type { DraftPlace } from './draftPlaces.ts';

/** What became of one try. `never`: the server will not have it, however often it is asked. */
export type DraftAnswer = 'done' | 'later' | 'never';

/**
 * Copies half-typed text to the server, so that it can be gone on with on another device. What is in the
 * browser counts; this may fail for a while and says nothing.
 */
export type DraftsSync = {
  /** Text was typed, or with null is no longer needed: it was sent, saved or put away. */
  readonly note: (place: DraftPlace, value: unknown) => void;
  /** The person left the field: soon is better than in a while. */
  readonly hurry: () => void;
  /** The page goes away: now or never. */
  readonly leave: () => void;
  /** The server is back, or the person signed in again. */
  readonly retry: () => void;
  /** Compares what the server has of this device with what is here. */
  readonly reconcile: (customerId: string, fromHere: readonly Draft[]) => void;
  /** Whether text of this device was ended here, which the server need not know yet. */
  readonly isEnded: (place: DraftPlace) => boolean;
};

export type DraftsSyncParts = {
  readonly save: (
    place: DraftPlace,
    draft: { readonly value: unknown; readonly typedAt: string },
    isLeaving: boolean,
  ) => Promise<DraftAnswer>;
  readonly drop: (place: DraftPlace, isLeaving: boolean) => Promise<DraftAnswer>;
  /** The drafts of one customer in this browser. */
  readonly here: (customerId: string) => readonly (DraftPlace & { readonly value: unknown })[];
  /** Whether a draft of this browser is what the server has. */
  readonly isSame: (value: unknown, draft: Draft) => boolean;
  /** Remembers across reloads that the server still holds text which was ended here. */
  readonly ended: {
    readonly has: (place: DraftPlace) => boolean;
    readonly set: (place: DraftPlace, is: boolean) => void;
  };
  /** Asked when the page may have slept. */
  readonly owner: DeskOwner;
  readonly now: () => number;
};

/** While somebody types without a pause: 60 requests in the 15 minutes in which they have 500. */
export const TYPING_MS = 15_000;
/** Leaving a field usually saves it, which makes the draft pointless. */
const SOON_MS = 1_500;
const PAUSE_MS = 30_000;
const LONGEST_PAUSE_MS = 300_000;
/** A timer this late has slept with its page, and who is signed in may have changed. */
const ASLEEP_MS = 5_000;

type Slot = {
  readonly place: DraftPlace;
  /** As the browser keeps it; null when there is none any more. */
  value: unknown;
  typedAt: number;
  /** When to send; null while the server has what is here. */
  due: number | null;
  /** Whether the server holds a draft of this device; null when nobody knows. */
  isStored: boolean | null;
  failures: number;
  isRunning: boolean;
};

export function createDraftsSync(parts: DraftsSyncParts): DraftsSync {
  const slots = new Map<string, Slot>();
  /** Customers of which the server has said what it holds. */
  const compared = new Set<string>();
  let timer: ReturnType<typeof setTimeout> | null = null;
  let wakesAt = Number.POSITIVE_INFINITY;

  function slotOf(place: DraftPlace): Slot {
    const key = `${place.customerId} ${place.kind}`;
    const slot = slots.get(key) ?? {
      place,
      value: null,
      typedAt: 0,
      due: null,
      isStored: compared.has(place.customerId) ? false : null,
      failures: 0,
      isRunning: false,
    };
    slots.set(key, slot);
    return slot;
  }

  /** One timer for everything: it rings when the first is due. */
  function arrange(): void {
    if (timer !== null) clearTimeout(timer);
    const dues = [...slots.values()].flatMap(({ due, isRunning }) => (isRunning ? [] : (due ?? [])));
    timer = null;
    wakesAt = Math.min(...dues);
    if (dues.length > 0) timer = setTimeout(() => void wake(), Math.max(0, wakesAt - parts.now()));
  }

  async function wake(): Promise<void> {
    const isAsleep = parts.now() - wakesAt > ASLEEP_MS;
    timer = null;
    const isMe = !parts.owner.hasLeft() && (!isAsleep || (await parts.owner.isStillMe()));
    for (const slot of slots.values()) {
      const isDue = slot.due !== null && slot.due <= parts.now();
      if (isDue && isMe) void send(slot, false);
      else if (isDue) slot.due = parts.now() + PAUSE_MS;
    }
    arrange();
  }

  async function send(slot: Slot, isLeaving: boolean): Promise<void> {
    if ((slot.isRunning && !isLeaving) || parts.owner.hasLeft()) return;
    const { place, value, typedAt } = slot;
    slot.isRunning = true;
    slot.due = null;
    const answer =
      value === null
        ? await parts.drop(place, isLeaving)
        : await parts.save(place, { value, typedAt: new Date(typedAt).toISOString() }, isLeaving);
    slot.isRunning = false;
    settle(slot, value, answer);
    arrange();
  }

  function settle(slot: Slot, sent: unknown, answer: DraftAnswer): void {
    if (answer === 'later') {
      const pause = Math.min(PAUSE_MS * 2 ** slot.failures, LONGEST_PAUSE_MS);
      slot.failures += 1;
      slot.due = parts.now() + pause;
      return;
    }
    slot.failures = 0;
    if (answer === 'done') slot.isStored = sent !== null;
    if (sent === null) parts.ended.set(slot.place, false);
    // Ended while its last letters were on their way: now there is something to forget.
    if (slot.value === null && sent !== null && answer === 'done') slot.due = parts.now();
  }

  function note(place: DraftPlace, value: unknown): void {
    const slot = slotOf(place);
    slot.value = value;
    slot.typedAt = parts.now();
    if (value !== null) {
      if (parts.ended.has(place)) parts.ended.set(place, false);
      slot.due ??= parts.now() + TYPING_MS;
    } else if (slot.isStored === false && !slot.isRunning) {
      slot.due = null;
      parts.ended.set(place, false);
    } else {
      parts.ended.set(place, true);
      slot.due = parts.now() + SOON_MS;
    }
    arrange();
  }

  return {
    note,
    hurry() {
      for (const slot of slots.values())
        if (slot.due !== null && slot.failures === 0) slot.due = Math.min(slot.due, parts.now() + SOON_MS);
      arrange();
    },
    leave() {
      for (const slot of slots.values()) if (slot.due !== null || slot.isRunning) void send(slot, true);
    },
    retry() {
      for (const slot of slots.values()) if (slot.failures > 0 && slot.due !== null) slot.due = parts.now();
      arrange();
    },
    reconcile(customerId, fromHere) {
      const here = new Map(parts.here(customerId).map((draft) => [draft.kind, draft.value]));
      const there = new Map(fromHere.map((draft) => [draft.kind, draft]));
      for (const kind of new Set([...here.keys(), ...there.keys()])) slotOf({ customerId, kind });
      compared.add(customerId);
      for (const slot of slots.values()) {
        const { place, isRunning } = slot;
        if (place.customerId !== customerId || isRunning) continue;
        slot.isStored ??= there.has(place.kind);
        const value = here.get(place.kind) ?? null;
        const draft = there.get(place.kind);
        const isKnown = draft !== undefined && parts.isSame(value, draft);
        if (value !== null && slot.due === null && !isKnown) note(place, value);
        if (value === null && (slot.due !== null || parts.ended.has(place))) note(place, null);
      }
      arrange();
    },
    isEnded: parts.ended.has,
  };
}
