import type { ActionType, Door } from '@caseload/shared/customerActions/action.ts';
import { dayText, fieldLabel, type FieldWords } from '../customers/fieldText.ts';
import type { ActivitySearch, Period } from './activitySearch.ts';

/** Fields a person can ask for by name; custom ones stand besides them. */
export const FIELDS = [
  'status',
  'assignedTo',
  'priority',
  'dueAt',
  'followUpAt',
  'name',
  'email',
  'phone',
  'notes',
  'tags',
  'archived',
] as const;

export function typeText({ t }: FieldWords, type: ActionType): string {
  return t(`activity.types.${type}`);
}

export function doorText({ t }: FieldWords, door: Door): string {
  return t(`activity.doors.${door}`);
}

export function periodText({ t, language }: FieldWords, search: ActivitySearch): string | null {
  const { period, from, to } = search;
  if (period !== undefined) return t(`activity.periods.${period}` satisfies `activity.periods.${Period}`);
  const day = (text: string) => dayText(language, text);
  if (from !== undefined && to !== undefined)
    return from === to ? day(from) : t('activity.fromTo', { from: day(from), to: day(to) });
  if (from !== undefined) return t('activity.since', { from: day(from) });
  return to === undefined ? null : t('activity.until', { to: day(to) });
}

export function personText({ t, people }: FieldWords, actor: string): string {
  return people.find(({ id }) => id === actor)?.name ?? t('activity.unknownPerson');
}

export function fieldText({ t, customFields }: FieldWords, field: string): string {
  return fieldLabel(t, field, customFields);
}
