import type { CustomerEditing } from '../customers/customerEditing.ts';

/** Saves everything typed about one customer; false when something of it is not saved. */
export async function saveAll(editing: CustomerEditing): Promise<boolean> {
  await Promise.all(editing.fields().map((field) => editing.commit(field)));
  await untilNothingIsSaving(editing);
  return editing.fields().length === 0;
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
