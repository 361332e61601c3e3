import { customerFilter } from '@caseload/shared/assignedWork/customerFilter.ts';
import { sort as sortKey } from '@caseload/shared/assignedWork/endpoints.ts';
import type { FieldChange } from '@caseload/shared/customerActions/action.ts';
import { customFieldType } from '@caseload/shared/customFields/customField.ts';
import { ROLES } from '@caseload/shared/employees/employee.ts';
import { statusCategory } from '@caseload/shared/organisations/organisation.ts';
import type { OrganisationAction } from '@caseload/shared/organisationActions/organisationAction.ts';
import type { TFunction } from 'i18next';
import { type ChipWords, filterChipsOf } from '../assignedWork/filterChipsOf.ts';
import { searchOf } from '../assignedWork/filterDocument.ts';
import { dayText } from '../teams/dayText.ts';

/** One action of the organisation's history as a sentence. */
export function describeOrganisationAction(
  t: TFunction,
  { type, actor, subject }: OrganisationAction,
): string {
  // Not "Ana changed Ana", nor "Ana Ruiz changed Ana" when it was the name.
  if (type === 'person_update' && subject.id === actor.id)
    return t('people.changedThemselves', { actor: actor.name });
  return t(`people.did.${type}`, { actor: actor.name, subject: subject.name });
}

export type HistoryWords = Omit<ChipWords, 'usualAssignee'>;
export type ShownChange = { readonly field: string; readonly from: string; readonly to: string };

/** Before and after of the parts that people have a word for; of what is new, only what it began with. */
export function shownChanges(words: HistoryWords, changes: readonly FieldChange[]): ShownChange[] {
  const { t } = words;
  return changes.flatMap(({ field, from, to }) => {
    const name = fieldName(t, field);
    const change = { from: valueOf(words, field, from), to: valueOf(words, field, to) };
    const isEmpty = change.from === '' && change.to === '';
    return name === null || isEmpty ? [] : [{ field: name, ...change }];
  });
}

const FIELDS = [
  'name',
  'email',
  'role',
  'label',
  'category',
  'archived',
  'teams',
  'supervises',
  'tags',
  'position',
  'members',
  'supervisors',
  'type',
  'choices',
  'awayUntil',
  'filter',
  'sort',
] as const;

function fieldName(t: TFunction, field: string): string | null {
  const known = FIELDS.find((each) => each === field);
  return known === undefined ? null : t(`people.fields.${known}`);
}

function valueOf(words: HistoryWords, field: string, value: unknown): string {
  const { t, place } = words;
  if (field === 'filter') return filterText(words, value);
  if (typeof value === 'boolean') return t(value ? 'people.yes' : 'people.no');
  if (typeof value === 'number') return String(field === 'position' ? value + 1 : value);
  if (Array.isArray(value)) return value.map((each) => (typeof each === 'string' ? each : '')).join(', ');
  if (typeof value !== 'string') return '';
  const role = ROLES.find((each) => each === value);
  if (field === 'role' && role !== undefined) return t(`words.role.${role}`);
  const order = sortKey.options.find((each) => each === value);
  if (field === 'sort' && order !== undefined) return t(`assignedWork.sortBy.${order}`);
  if (field === 'awayUntil') return dayText(value, place);
  const type = customFieldType.options.find((each) => each === value);
  if (field === 'type' && type !== undefined) return t(`customFields.types.${type}`);
  const category = statusCategory.options.find((each) => each === value);
  if (field === 'category' && category !== undefined) return t(`statuses.categories.${category}`);
  return value;
}

/** Whose customers, too: in a shared view "me" is whoever looks at it. */
function filterText(words: HistoryWords, value: unknown): string {
  const { data: filter } = customerFilter.safeParse(value);
  if (filter === undefined) return '';
  const { assignedTo = 'any' } = filter;
  const search = { ...searchOf({ filter, sort: 'dueAt' }), assignedTo };
  const chips = filterChipsOf(search, { ...words, usualAssignee: 'any' });
  return chips.length === 0 ? words.t('people.everyCustomer') : chips.map(({ text }) => text).join(' · ');
}
