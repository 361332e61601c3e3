import { onlineManager } from '@tanstack/react-query';
import type { CustomerEditing } from '../customers/customerEditing.ts';
import type { ThrottledStorage } from '../customers/throttledStorage.ts';

/** `waiting`: what is not saved is kept over a reload, and sent by itself once the server can be reached. */
export type SaveEnd = 'saved' | 'waiting' | 'stuck';

type Parts = {
  readonly editing: CustomerEditing;
  readonly storage: Pick<ThrottledStorage, 'flush'>;
};

/** Saves everything typed about one customer. Without a network it does not wait for attempts that cannot succeed. */
export async function saveAll({ editing, storage }: Parts): Promise<SaveEnd> {
  const committed = Promise.all(editing.fields().map((field) => editing.commit(field)));
  if (onlineManager.isOnline()) {
    await committed;
    await untilNothingIsSaving(editing);
  }
  if (editing.fields().length === 0) return 'saved';
  // Only what the browser has taken is kept; it says so itself when it has no room.
  storage.flush();
  return editing.fields().every((field) => isSentLater(editing, field)) ? 'waiting' : 'stuck';
}

function isSentLater({ edit, isKept }: CustomerEditing, field: string): boolean {
  const { phase, isLost } = edit(field) ?? {};
  return (phase === 'saving' || isLost === true) && isKept(field);
}

/** A field that was just left is on its way already. */
function untilNothingIsSaving(editing: CustomerEditing): Promise<void> {
  const isSaving = () => editing.fields().some((field) => editing.edit(field)?.phase === 'saving');
  const { promise, resolve } = Promise.withResolvers<void>();
  const stop = editing.subscribe(look);
  function look(): void {
    if (!isSaving()) resolve();
  }
  look();
  return promise.finally(stop);
}
