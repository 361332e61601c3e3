import { Button, Divider, Popover, Stack, TextInput } from '@mantine/core';
import { IconCalendar, IconChevronDown } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { dayText } from '../customers/fieldText.ts';
import { type Days, faultOfDays } from './reportPeriod.ts';
import { PERIODS, type ReportsSearch } from './reportsSearch.ts';
import { holdFocus } from '../ui/holdFocus.ts';

type Change = { readonly [K in 'period' | 'from' | 'to']?: ReportsSearch[K] | undefined };
type Props = {
  readonly search: ReportsSearch;
  /** What the address stands for. */
  readonly days: Days;
  readonly onChange: (to: Change) => void;
};

/** Which days: one of the usual periods, or any up to a year. */
export function PeriodFilter({ search, days, onChange }: Props) {
  const { t, i18n } = useTranslation();
  const [isOpen, setOpen] = useState(false);
  const isOwn =
    search.period === undefined &&
    search.from !== undefined &&
    search.to !== undefined &&
    faultOfDays({ from: search.from, to: search.to }) === null;
  const picked = isOwn ? null : (search.period ?? 'month');
  function pick(to: Change) {
    onChange({ period: undefined, from: undefined, to: undefined, ...to });
    setOpen(false);
  }
  const range = t('reports.fromTo', {
    from: dayText(i18n.language, days.from),
    to: dayText(i18n.language, days.to),
  });
  return (
    <Popover position="bottom-start" shadow="md" trapFocus opened={isOpen} onChange={setOpen}>
      <Popover.Target>
        <Button
          variant="default"
          size="xs"
          fw={500}
          px="sm"
          leftSection={<IconCalendar size={14} aria-hidden />}
          rightSection={<IconChevronDown size={14} aria-hidden />}
          onClick={() => setOpen(!isOpen)}
        >
          {picked === null ? range : t(`reports.periods.${picked}`)}
          {picked !== null && <span className="reports__days quiet">{range}</span>}
        </Button>
      </Popover.Target>
      <Popover.Dropdown ref={holdFocus} aria-label={t('reports.period')}>
        <Stack gap={4}>
          {PERIODS.map((period) => (
            <Button
              key={period}
              size="compact-sm"
              variant={picked === period ? 'light' : 'subtle'}
              color={picked === period ? 'brand' : 'gray'}
              className="reports__choice"
              justify="flex-start"
              fw={500}
              aria-pressed={picked === period}
              onClick={() => pick({ period: period === 'month' ? undefined : period })}
            >
              {t(`reports.periods.${period}`)}
            </Button>
          ))}
          <Divider my={4} />
          <OwnDays days={days} onPick={pick} />
        </Stack>
      </Popover.Dropdown>
    </Popover>
  );
}

/** From a day to a day, both included. */
function OwnDays({ days, onPick }: { readonly days: Days; readonly onPick: (days: Days) => void }) {
  const { t } = useTranslation();
  const [own, setOwn] = useState(days);
  const fault = faultOfDays(own);
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (fault === null) onPick(own);
      }}
    >
      <Stack gap="xs">
        <div className="reports__own-days">
          <TextInput
            type="date"
            size="xs"
            label={t('reports.firstDay')}
            min="2000-01-01"
            max="2099-12-31"
            required
            withAsterisk={false}
            value={own.from}
            onChange={({ currentTarget: { value } }) => setOwn({ ...own, from: value })}
          />
          <TextInput
            type="date"
            size="xs"
            label={t('reports.lastDay')}
            min="2000-01-01"
            max="2099-12-31"
            required
            withAsterisk={false}
            value={own.to}
            onChange={({ currentTarget: { value } }) => setOwn({ ...own, to: value })}
            error={fault === null || fault === 'missing' ? null : t(`reports.faults.${fault}`)}
          />
        </div>
        <Button type="submit" size="xs" variant="default">
          {t('reports.showDays')}
        </Button>
      </Stack>
    </form>
  );
}
