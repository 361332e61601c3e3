import { type OptionsFilter, Select } from '@mantine/core';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { formatDayAndTime } from '../time/formatTime.ts';
import { deviceTimeZone } from '../time/place.ts';
import { useNow } from '../time/useNow.ts';
import { isZoneMeant, timeZoneChoices, zoneLabel } from './timeZones.ts';

type Props = {
  /** Null follows the device. */
  readonly value: string | null;
  readonly onChange: (timeZone: string | null) => void;
};

const DEVICE = 'device';
/** There are more than four hundred; the rest is found by typing. */
const MOST_SHOWN = 60;

const filterZones: OptionsFilter = ({ options, search, limit }) =>
  options.filter((option) => 'value' in option && isZoneMeant(option.label, search)).slice(0, limit);

export function TimeZoneSelect({ value, onChange }: Props) {
  const { t, i18n } = useTranslation();
  const { language } = i18n;
  const now = useNow();
  const device = deviceTimeZone();
  const choices = useMemo(() => {
    const listed = timeZoneChoices(language, new Date());
    const isListed = value === null || listed.some((choice) => choice.value === value);
    const own = isListed ? [] : [{ value, label: zoneLabel(value, language, new Date()) }];
    const label = t('settings.timeZoneDevice', { zone: device.replaceAll('_', ' ') });
    return [{ value: DEVICE, label }, ...own, ...listed];
  }, [language, value, device, t]);
  const time = formatDayAndTime(now, { language, timeZone: value ?? device });
  return (
    <Select
      label={t('settings.timeZone')}
      description={`${t('settings.timeZoneHint')} ${t('settings.timeZoneNow', { time })}`}
      data={choices}
      value={value ?? DEVICE}
      onChange={(chosen) => {
        if (chosen !== null) onChange(chosen === DEVICE ? null : chosen);
      }}
      searchable
      selectFirstOptionOnChange
      allowDeselect={false}
      limit={MOST_SHOWN}
      filter={filterZones}
      nothingFoundMessage={t('settings.timeZoneNone')}
    />
  );
}
