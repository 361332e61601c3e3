import { Button, Divider, Group, Popover, Stack, TextInput } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { usePlace } from '../time/place.ts';
import { type ActivitySearch, PERIODS } from './activitySearch.ts';
import { useActivitySearch } from './useActivitySearch.ts';
import { dayOf } from './zonedDays.ts';
import { holdFocus } from '../ui/holdFocus.ts';

/** When: one of the usual periods, or any days. */
export function PeriodFilter() {
  const { t } = useTranslation();
  const { search, change } = useActivitySearch();
  const [isOpen, setOpen] = useState(false);
  const isAnyTime = [search.period, search.from, search.to].every((part) => part === undefined);
  function pick(to: Pick<ActivitySearch, 'period' | 'from' | 'to'>) {
    change({ period: undefined, from: undefined, to: undefined, ...to });
    setOpen(false);
  }
  return (
    <Popover position="bottom-start" shadow="md" trapFocus opened={isOpen} onChange={setOpen}>
      <Popover.Target>
        <Button
          variant="default"
          fw={500}
          px="sm"
          justify="space-between"
          rightSection={<IconChevronDown size={14} aria-hidden />}
          onClick={() => setOpen(!isOpen)}
        >
          {t('activity.when')}
        </Button>
      </Popover.Target>
      <Popover.Dropdown ref={holdFocus} aria-label={t('activity.when')}>
        <Stack gap={4}>
          <Choice label={t('activity.anyTime')} isOn={isAnyTime} pick={() => pick({})} />
          {PERIODS.map((period) => (
            <Choice
              key={period}
              label={t(`activity.periods.${period}`)}
              isOn={search.period === period}
              pick={() => pick({ period })}
            />
          ))}
          <Divider my={4} />
          <OwnDays search={search} onPick={pick} />
        </Stack>
      </Popover.Dropdown>
    </Popover>
  );
}

type ChoiceProps = { readonly label: string; readonly isOn: boolean; readonly pick: () => void };

function Choice({ label, isOn, pick }: ChoiceProps) {
  return (
    <Button
      size="compact-sm"
      variant={isOn ? 'light' : 'subtle'}
      color={isOn ? 'brand' : 'gray'}
      className="period-choice"
      justify="flex-start"
      fw={500}
      aria-pressed={isOn}
      onClick={pick}
    >
      {label}
    </Button>
  );
}

type OwnDaysProps = {
  readonly search: ActivitySearch;
  readonly onPick: (days: Pick<ActivitySearch, 'from' | 'to'>) => void;
};

/** From a day to a day, both included. */
function OwnDays({ search, onPick }: OwnDaysProps) {
  const { t } = useTranslation();
  const today = dayOf(new Date(), usePlace().timeZone);
  const [from, setFrom] = useState(search.from ?? '');
  const [to, setTo] = useState(search.to ?? '');
  const isReversed = from !== '' && to !== '' && from > to;
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (!isReversed) onPick({ from: from === '' ? undefined : from, to: to === '' ? undefined : to });
      }}
    >
      <Stack gap="xs">
        <Group gap="xs" align="flex-start" wrap="nowrap">
          <TextInput
            type="date"
            size="xs"
            label={t('activity.firstDay')}
            max={today}
            value={from}
            onChange={(event) => setFrom(event.currentTarget.value)}
          />
          <TextInput
            type="date"
            size="xs"
            label={t('activity.lastDay')}
            max={today}
            value={to}
            onChange={(event) => setTo(event.currentTarget.value)}
            error={isReversed ? t('activity.reversed') : null}
          />
        </Group>
        <Button type="submit" size="xs" variant="default">
          {t('activity.showDays')}
        </Button>
      </Stack>
    </form>
  );
}
