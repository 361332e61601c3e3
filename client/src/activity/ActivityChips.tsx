import { Button } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { FieldWords } from '../customers/fieldText.ts';
import type { ActivitySearch } from './activitySearch.ts';
import { doorText, fieldText, periodText, personText, typeText } from './activityTexts.ts';
import { useCustomerName } from './CustomerFilter.tsx';
import { useActivitySearch } from './useActivitySearch.ts';
import { useTeamName } from './useTeamName.ts';

type Chip = {
  readonly name: string;
  readonly value: string;
  readonly without: { readonly [K in keyof ActivitySearch]?: undefined };
};

/** What narrows the list at the moment, each with the way to lift it. */
export function ActivityChips({ words }: { readonly words: FieldWords }) {
  const { t } = useTranslation();
  const { search, change, clear } = useActivitySearch();
  const customerName = useCustomerName(search.customer) ?? t('activity.oneCustomer');
  const teamName = useTeamName(search.team) ?? t('activity.oneTeam');
  const chips = chipsOf(words, search, { customerName, teamName });
  if (chips.length === 0) return null;
  return (
    <ul className="activity-chips" aria-label={t('activity.activeFilters')}>
      {chips.map(({ name, value, without }) => {
        const text = t('activity.chip', { name, value });
        return (
          <li key={name}>
            <button
              type="button"
              className="activity-chips__chip"
              aria-label={t('activity.removeFilter', { filter: text })}
              onClick={() => change(without)}
            >
              <span>{text}</span> <IconX size={14} aria-hidden />
            </button>
          </li>
        );
      })}
      {chips.length > 1 && (
        <li>
          <Button size="compact-sm" variant="subtle" onClick={clear}>
            {t('activity.clearFilters')}
          </Button>
        </li>
      )}
    </ul>
  );
}

type Names = { readonly customerName: string; readonly teamName: string };

function chipsOf(words: FieldWords, search: ActivitySearch, { customerName, teamName }: Names): Chip[] {
  const { t } = words;
  const { actor, customer, type, via, field, fromStatus, toStatus, fromAssignee, toAssignee, team } = search;
  const chips: Chip[] = [];
  const list = (texts: readonly string[]) => new Intl.ListFormat(words.language).format(texts);
  const period = periodText(words, search);
  if (actor !== undefined)
    chips.push({ name: t('activity.who'), value: personText(words, actor), without: { actor: undefined } });
  if (customer !== undefined)
    chips.push({ name: t('activity.customer'), value: customerName, without: { customer: undefined } });
  if (type !== undefined) {
    const value = list(type.map((one) => typeText(words, one)));
    chips.push({ name: t('activity.what'), value, without: { type: undefined } });
  }
  if (field !== undefined)
    chips.push({ name: t('activity.field'), value: fieldText(words, field), without: { field: undefined } });
  const statuses = (keys: readonly string[]) =>
    list(keys.map((key) => words.statuses.find((status) => status.key === key)?.label ?? key));
  if (team !== undefined)
    chips.push({ name: t('activity.team'), value: teamName, without: { team: undefined } });
  if (fromStatus !== undefined) {
    const value = statuses(fromStatus);
    chips.push({ name: t('activity.fromStatus'), value, without: { fromStatus: undefined } });
  }
  if (toStatus !== undefined) {
    const value = statuses(toStatus);
    chips.push({ name: t('activity.toStatus'), value, without: { toStatus: undefined } });
  }
  const assignee = (of: string) => (of === 'none' ? t('activity.nobody') : personText(words, of));
  if (fromAssignee !== undefined) {
    const without = { fromAssignee: undefined };
    chips.push({ name: t('activity.fromAssignee'), value: assignee(fromAssignee), without });
  }
  if (toAssignee !== undefined) {
    const without = { toAssignee: undefined };
    chips.push({ name: t('activity.toAssignee'), value: assignee(toAssignee), without });
  }
  if (period !== null) {
    const without = { period: undefined, from: undefined, to: undefined };
    chips.push({ name: t('activity.when'), value: period, without });
  }
  if (via !== undefined) {
    const value = list(via.map((one) => doorText(words, one)));
    chips.push({ name: t('activity.door'), value, without: { via: undefined } });
  }
  return chips;
}
