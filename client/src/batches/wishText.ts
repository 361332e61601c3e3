import type { BatchSet } from '@caseload/shared/batches/batch.ts';
import type { TFunction } from 'i18next';
import { fieldLabel, type FieldWords, valueText } from '../customers/fieldText.ts';
import type { BatchDraft, Wish } from './batchDraft.ts';

const MOST_NAMED = 3;

/** What a draft sets, in words: `Assignee: Ana`. */
export function draftText(words: FieldWords, draft: BatchDraft): string {
  return 'moves' in draft ? words.t('batches.balance') : wishText(words, draft.wish);
}

export function wishText(words: FieldWords, wish: Wish): string {
  const { t } = words;
  switch (wish.kind) {
    case 'reassign':
      return named(words, 'assignedTo', wish.assignedTo);
    case 'split': {
      const names = wish.assignees.map((id) => valueText(words, 'assignedTo', id));
      const people = listText(words, names);
      return wish.split === 'even'
        ? t('batches.splitEvenOver', { people })
        : t('batches.splitByLoadOver', { people });
    }
    case 'change': {
      const { addTags, removeTags, ...fields } = wish.changes;
      return [
        ...Object.entries(fields).map(([field, value]) => fieldText(words, field, value)),
        ...(addTags === undefined ? [] : [t('batches.addTags', { tags: addTags.join(', ') })]),
        ...(removeTags === undefined ? [] : [t('batches.removeTags', { tags: removeTags.join(', ') })]),
      ].join(' · ');
    }
  }
}

/** What a batch set, in words, where nobody knows any more how it was asked for: `Status: Waiting`. */
export function setsText(words: FieldWords, sets: readonly BatchSet[]): string {
  return [...Map.groupBy(sets, ({ field, how }) => `${how} ${field}`).values()]
    .map((same) => partText(words, same))
    .join(' · ');
}

function partText(words: FieldWords, same: readonly BatchSet[]): string {
  const { t } = words;
  const [first] = same;
  if (first === undefined) return '';
  const { field, how, value } = first;
  const tags = () => same.map((one) => String(one.value)).join(', ');
  if (how === 'add') return t('batches.addTags', { tags: tags() });
  if (how === 'remove') return t('batches.removeTags', { tags: tags() });
  if (same.length === 1) return fieldText(words, field, value);
  const values = same.map((one) =>
    t('batches.setFor', {
      value: valueText(words, field, one.value),
      formatted: one.customers.toLocaleString(words.language),
    }),
  );
  return t('assignedWork.chip', { name: fieldLabel(t, field), value: listText(words, values) });
}

function fieldText(words: FieldWords, field: string, value: unknown): string {
  const { t } = words;
  if (field === 'archived') return value === true ? t('batches.archive') : t('batches.restore');
  return named(words, field, value);
}

const named = (words: FieldWords, field: string, value: unknown) =>
  words.t('assignedWork.chip', { name: fieldLabel(words.t, field), value: valueText(words, field, value) });

/** `Ana, Ben, Cem and 4 others` */
function listText(
  { t, language }: { readonly t: TFunction; readonly language: string },
  names: readonly string[],
) {
  const shown = names.length > MOST_NAMED + 1 ? names.slice(0, MOST_NAMED) : names;
  const others = names.length - shown.length;
  const parts = others > 0 ? [...shown, t('batches.others', { count: others })] : shown;
  return new Intl.ListFormat(language, { type: 'conjunction' }).format(parts);
}
