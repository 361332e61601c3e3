import { DATE_STYLES } from '@caseload/shared/imports/importRules.ts';
import { NativeSelect, Select } from '@mantine/core';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { timeZoneChoices, zoneLabel } from '../settings/timeZones.ts';
import type { RulesInHand } from './useRulesDraft.ts';

/** There are more than four hundred; the rest is found by typing. */
const MOST_SHOWN = 60;

/** How the times of the file are written, and where. */
export function TimeReading({ inHand: { rules, change } }: { readonly inHand: RulesInHand }) {
  const { t, i18n } = useTranslation();
  const { language } = i18n;
  const { timeZone } = rules;
  const zones = useMemo(() => {
    const now = new Date();
    const listed = timeZoneChoices(language, now);
    const isListed = listed.some(({ value }) => value === timeZone);
    return isListed ? listed : [{ value: timeZone, label: zoneLabel(timeZone, language, now) }, ...listed];
  }, [language, timeZone]);
  return (
    <div className="file-reading">
      <NativeSelect
        label={t('imports.dates')}
        data={DATE_STYLES.map((value) => ({ value, label: t(`imports.dateStyles.${value}`) }))}
        value={rules.dates}
        onChange={({ currentTarget }) => {
          const dates = DATE_STYLES.find((each) => each === currentTarget.value);
          if (dates !== undefined) change({ dates });
        }}
      />
      <Select
        label={t('imports.timeZone')}
        description={t('imports.timeZoneHint')}
        data={zones}
        value={timeZone}
        onChange={(picked) => {
          if (picked !== null) change({ timeZone: picked });
        }}
        searchable
        selectFirstOptionOnChange
        allowDeselect={false}
        limit={MOST_SHOWN}
        nothingFoundMessage={t('settings.timeZoneNone')}
      />
    </div>
  );
}
