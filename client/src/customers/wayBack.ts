import type { Customer } from '@caseload/shared/customers/customer.ts';
import { sameFieldValue } from '@caseload/shared/rules/diffCustomer.ts';
import { outdated } from '../api/errors.ts';
import { mergeTags } from '../conflicts/mergeTags.ts';
import type { CustomerEditing } from './customerEditing.ts';
import { exactText } from './exactText.ts';
import { fieldCodec, TAG_SEPARATOR } from './fieldCodec.ts';

/** A save of one field, as the server answered it, and what takes it back. */
export type WayBack = {
  readonly row: Customer;
  /** Another save, which the history tells too; rejects when the field does not hold the earlier value afterwards. */
  readonly undo: () => Promise<void>;
};

/**
 * Saves what is typed into a field. Null when that changed nothing, failed, or was settled otherwise. Taking it back is
 * based on the row that this save answered and on nothing read later: what a colleague does to the field in between
 * becomes a question.
 */
export async function commitWithWayBack(editing: CustomerEditing, field: string): Promise<WayBack | null> {
  const edit = editing.edit(field);
  if (edit === null) return null;
  await editing.commit(field);
  const row = editing.row();
  if (row === null || editing.edit(field) !== null) return null;
  const before = textBefore(field, edit.base, edit.text, row);
  if (before === null || before === exactText(field, row, row)) return null;
  return { row, undo: () => takeBack(editing, field, before, row) };
}

/** What the field held without this save; null when it does not hold what was saved. */
function textBefore(field: string, base: Customer, text: string, row: Customer): string | null {
  if (isSame(field, exactText(field, row, row), text, row)) return exactText(field, base, row);
  return field === 'tags' ? tagsBefore(base.tags, text, row.tags).join(TAG_SEPARATOR) : null;
}

/** Others changed them too: without those that were added and with those that were taken away, so that what others did stays. */
function tagsBefore(base: readonly string[], text: string, now: readonly string[]): readonly string[] {
  const wanted = text.split(TAG_SEPARATOR);
  const missing = base.filter((tag) => !wanted.includes(tag) && !now.includes(tag));
  return [...now.filter((tag) => base.includes(tag) || !wanted.includes(tag)), ...missing];
}

/** Two texts of one moment differ in their digits. */
function isSame(field: string, one: string, other: string, row: Customer): boolean {
  const { toChange } = fieldCodec(field);
  return JSON.stringify(toChange(one, row)) === JSON.stringify(toChange(other, row));
}

async function takeBack(editing: CustomerEditing, field: string, before: string, row: Customer) {
  const typed = editing.edit(field);
  // What is typed there now is nobody's to throw away.
  if (typed !== null && typed.text !== before) throw outdated();
  const newest = editing.row() ?? row;
  if (field === 'tags' && !sameFieldValue('tags', newest.tags, row.tags)) {
    // What was done to the tags since stays: only what this save did to them is taken back.
    const tags = mergeTags(row.tags, before.split(TAG_SEPARATOR).filter(Boolean), newest.tags);
    editing.type(field, tags.join(TAG_SEPARATOR), newest);
  } else editing.type(field, before, row);
  await editing.commit(field);
  const left = editing.edit(field);
  if (left !== null) throw left.error ?? outdated();
  const now = editing.row();
  if (field === 'tags' || now === null) return;
  if (!isSame(field, exactText(field, now, now), before, now)) throw outdated();
}
