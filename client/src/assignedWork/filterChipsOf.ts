import type { Status } from '@caseload/shared/organisations/organisation.ts';
import type { TFunction } from 'i18next';
import { formatDay } from '../time/formatTime.ts';
import type { Place } from '../time/place.ts';
import { listOf, wantedStatuses } from './filterDocument.ts';
import type { MyWorkSearch } from './myWorkSearch.ts';
import { ARCHIVED_TEXT, ASSIGNED_TEXT, DUE_TEXT, FOLLOW_UP_TEXT } from './texts.ts';

const NO_FILTERS = {
  view: undefined,
  team: undefined,
  status: 'any',
  category: undefined,
  priority: undefined,
  tag: undefined,
  archived: undefined,
  due: undefined,
  followUp: undefined,
  dueFrom: undefined,
  dueBefore: undefined,
  createdFrom: undefined,
  createdBefore: undefined,
  import: undefined,
  q: undefined,
} as const;

/** Takes every filter away, the usual one of the status included, and shows the customers of whom the list shows by itself. */
export const noFilters = (usualAssignee: ChipWords['usualAssignee']) => ({
  ...NO_FILTERS,
  assignedTo: usualAssignee,
});

type Lifted = { readonly [K in keyof MyWorkSearch]?: MyWorkSearch[K] | undefined };
/** One thing that narrows the list, and the change of the address that lifts it. */
export type Chip = { readonly text: string; readonly without: Lifted };

export type ChipWords = {
  readonly t: TFunction;
  readonly place: Place;
  readonly statuses: readonly Status[];
  readonly people: readonly { readonly id: string; readonly name: string }[];
  readonly teams: readonly { readonly id: string; readonly name: string }[];
  /** Whose customers the list holds when nothing is said; that is no chip. */
  readonly usualAssignee: 'me' | 'any';
};

/** What narrows the list, in words. */
export function filterChipsOf(search: MyWorkSearch, words: ChipWords): readonly Chip[] {
  const { t } = words;
  const chips: (Chip | null)[] = [
    assigneeChip(search, words),
    teamChip(search, words),
    statusChip(search, words),
    listChip(
      t,
      'priority',
      search.priority?.map((key) => t(`words.priority.${key}`)),
      { priority: undefined },
    ),
    search.due === undefined
      ? null
      : { text: named(t, t('assignedWork.due'), t(DUE_TEXT[search.due])), without: { due: undefined } },
    boundsChip(search, words),
    createdChip(search, words),
    search.import === undefined ? null : { text: t('imports.chip'), without: { import: undefined } },
    listChip(t, 'tags', search.tag, { tag: undefined }),
    search.followUp === undefined
      ? null
      : {
          text: named(t, t('words.field.followUpAt'), t(FOLLOW_UP_TEXT[search.followUp])),
          without: { followUp: undefined },
        },
    search.archived === undefined
      ? null
      : { text: t(ARCHIVED_TEXT[search.archived]), without: { archived: undefined } },
    search.q === undefined
      ? null
      : { text: t('assignedWork.chipSearch', { text: search.q }), without: { q: undefined } },
  ];
  return chips.filter((chip) => chip !== null);
}

function named(t: TFunction, name: string, value: string): string {
  return t('assignedWork.chip', { name, value });
}

function listChip(
  t: TFunction,
  field: 'priority' | 'tags',
  values: readonly string[] | undefined,
  without: Lifted,
): Chip | null {
  if (values === undefined) return null;
  return { text: named(t, t(`words.field.${field}`), values.join(', ')), without };
}

function teamChip({ team }: MyWorkSearch, { t, teams }: ChipWords): Chip | null {
  if (team === undefined) return null;
  const value = teams.find(({ id }) => id === team)?.name ?? t('assignedWork.formerTeam');
  return { text: named(t, t('assignedWork.team'), value), without: { team: undefined } };
}

function assigneeChip({ assignedTo }: MyWorkSearch, { t, people, usualAssignee }: ChipWords): Chip | null {
  if (assignedTo === undefined || assignedTo === usualAssignee) return null;
  const value =
    assignedTo === 'me' || assignedTo === 'none' || assignedTo === 'any'
      ? t(ASSIGNED_TEXT[assignedTo])
      : (people.find(({ id }) => id === assignedTo)?.name ?? t('customers.formerPerson'));
  return { text: named(t, t('words.field.assignedTo'), value), without: { assignedTo: usualAssignee } };
}

function statusChip(search: MyWorkSearch, { t, statuses }: ChipWords): Chip | null {
  if (search.status === 'any' && search.category === undefined) return null;
  const isUsual = search.status === undefined && search.category === undefined;
  const keys = wantedStatuses(listOf(search).filter, statuses) ?? statuses.map(({ key }) => key);
  const labels = keys.map((key) => statuses.find((status) => status.key === key)?.label ?? key);
  const value = isUsual ? t('assignedWork.openAndWaiting') : labels.join(', ');
  return { text: named(t, t('assignedWork.status'), value), without: { status: 'any', category: undefined } };
}

function boundsChip({ dueFrom, dueBefore }: MyWorkSearch, { t, place }: ChipWords): Chip | null {
  if (dueFrom === undefined && dueBefore === undefined) return null;
  return {
    text: named(t, t('assignedWork.due'), daysText(dueFrom, dueBefore, place)),
    without: { dueFrom: undefined, dueBefore: undefined },
  };
}

function createdChip({ createdFrom, createdBefore }: MyWorkSearch, { t, place }: ChipWords): Chip | null {
  if (createdFrom === undefined && createdBefore === undefined) return null;
  return {
    text: named(t, t('words.field.createdAt'), daysText(createdFrom, createdBefore, place)),
    without: { createdFrom: undefined, createdBefore: undefined },
  };
}

/** From the first to the last day; the end itself, midnight as a rule, is no longer part of it. */
function daysText(from: string | undefined, before: string | undefined, place: Place): string {
  const first = from === undefined ? '…' : formatDay(new Date(from), place);
  const last = before === undefined ? '…' : formatDay(new Date(Date.parse(before) - 1), place);
  return first === last ? first : `${first} – ${last}`;
}
