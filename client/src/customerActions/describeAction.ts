import type { CustomerAction, FieldChange } from '@caseload/shared/customerActions/action.ts';
import { fieldLabel, type FieldWords, isBlank, joinFields, valueText } from '../customers/fieldText.ts';

const LONG = 60;

/** One action as a sentence for people. */
export function describeAction(words: FieldWords, action: CustomerAction): string {
  const { t } = words;
  const actor = action.actor.name;
  const [first, ...others] = action.changes;
  if (action.type === 'comment') return t('customerActions.commented', { actor });
  if (action.type === 'skip') return t('customerActions.skipped', { actor });
  if (action.type === 'create') return t('customerActions.created', { actor });
  if (action.type === 'import')
    return t(action.customerVersion === 1 ? 'customerActions.imported' : 'customerActions.importedAgain', {
      actor,
    });
  if (first === undefined) return t('customerActions.nothingChanged', { actor });
  if (others.length === 0) return describeChange(words, action, first);
  const fields = joinFields(
    words,
    action.changes.map(({ field }) => field),
  );
  return t('customerActions.changedMany', { actor, fields });
}

/** The changes whose values the sentence does not already tell. */
export function changesToShow({ type, changes, customerVersion }: CustomerAction): readonly FieldChange[] {
  if (customerVersion === 1) return changes.filter(({ to }) => !isBlank(to));
  const [only, ...others] = changes;
  if (only === undefined || others.length > 0 || type === 'import') return changes;
  return isLong(only) ? [only] : [];
}

/** Whether a change is one of texts too long for a sentence. */
export function isLong({ field, from, to }: FieldChange): boolean {
  return field === 'notes' || [from, to].some((value) => typeof value === 'string' && value.length > LONG);
}

function describeChange(words: FieldWords, action: CustomerAction, change: FieldChange): string {
  const { t } = words;
  const actor = action.actor.name;
  const { field, from, to } = change;
  if (field === 'assignedTo') return describeAssignment(words, action, change);
  if (field === 'archived')
    return t(to === true ? 'customerActions.archived' : 'customerActions.broughtBack', { actor });
  if (field === 'tags') return describeTags(words, actor, change);
  const name = fieldLabel(t, field, words.customFields);
  if (isLong(change)) return t('customerActions.edited', { actor, field: name });
  const values = { actor, field: name, from: valueText(words, field, from), to: valueText(words, field, to) };
  if (isBlank(from)) return t('customerActions.set', values);
  return isBlank(to) ? t('customerActions.cleared', values) : t('customerActions.changed', values);
}

function describeAssignment(words: FieldWords, { actor }: CustomerAction, { from, to }: FieldChange): string {
  const { t } = words;
  const names = {
    actor: actor.name,
    from: valueText(words, 'assignedTo', from),
    to: valueText(words, 'assignedTo', to),
  };
  if (isBlank(to))
    return t(from === actor.id ? 'customerActions.handedBack' : 'customerActions.unassigned', names);
  if (isBlank(from)) return t(to === actor.id ? 'customerActions.took' : 'customerActions.assigned', names);
  return t('customerActions.reassigned', names);
}

function describeTags({ t, language }: FieldWords, actor: string, { from, to }: FieldChange): string {
  const [before, after] = [asList(from), asList(to)];
  const added = after.filter((tag) => !before.includes(tag));
  const removed = before.filter((tag) => !after.includes(tag));
  const list = new Intl.ListFormat(language, { type: 'conjunction' });
  if (added.length + removed.length === 0)
    return t('customerActions.edited', { actor, field: fieldLabel(t, 'tags') });
  if (removed.length === 0)
    return t('customerActions.tagsAdded', { actor, count: added.length, tags: list.format(added) });
  if (added.length === 0)
    return t('customerActions.tagsRemoved', { actor, count: removed.length, tags: list.format(removed) });
  return t('customerActions.tagsChanged', {
    actor,
    added: list.format(added),
    removed: list.format(removed),
  });
}

function asList(value: unknown): string[] {
  return Array.isArray(value) ? value.map(String) : [];
}
