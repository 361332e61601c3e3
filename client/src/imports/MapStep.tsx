import type { CustomerImport } from '@caseload/shared/imports/import.ts';
import { Anchor, Button, Text } from '@mantine/core';
import { IconArrowRight } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { ColumnTable } from './ColumnTable.tsx';
import { FileReading } from './FileReading.tsx';
import { ImportTrouble } from './ImportTrouble.tsx';
import { hasTimes, isComplete, isMapped, isSameRules } from './rulesDraft.ts';
import { StepHeading } from './StepHeading.tsx';
import { Stopped } from './Stopped.tsx';
import { TimeReading } from './TimeReading.tsx';
import type { ImportWorkDesk } from './useImportWork.ts';
import type { RulesInHand } from './useRulesDraft.ts';

type Props = {
  readonly import: CustomerImport;
  readonly work: ImportWorkDesk;
  readonly inHand: RulesInHand;
  readonly onNext: () => void;
};

/** Says what the columns are. */
export function MapStep({ import: shown, work, inHand, onNext }: Props) {
  const { t } = useTranslation();
  const { rules } = inHand;
  const { header, sample, rowEstimate } = shown;
  const isNameMissing = !isMapped(rules, 'name');
  const isEmpty = sample.length === 0 && rowEstimate === 0;
  const canCheck = isComplete(header, rules) && !isEmpty && !work.read.isPending;
  /** A check of what is set, done or under way, is only to be looked at. */
  const hasCheck = shown.work !== null || (shown.check !== null && isSameRules(rules, shown.rules));

  function goOn() {
    if (hasCheck) onNext();
    else work.check.mutate(rules, { onSuccess: onNext });
  }

  return (
    <div className="imports__step">
      <StepHeading>{t('imports.steps.map')}</StepHeading>
      <Stopped stopped={shown.stopped} />
      <FileReading import={shown} read={work.read} />
      {isEmpty ? (
        <p role="alert">{t('imports.noSample')}</p>
      ) : (
        <>
          <Suggested import={shown} inHand={inHand} />
          <ColumnTable import={shown} inHand={inHand} />
          {hasTimes(rules) && <TimeReading inHand={inHand} />}
        </>
      )}
      {work.check.error !== null && (
        <ImportTrouble error={work.check.error} onRetry={goOn} isRetrying={work.check.isPending} />
      )}
      <div className="imports__buttons">
        <Button
          onClick={goOn}
          disabled={!canCheck}
          loading={work.check.isPending}
          rightSection={<IconArrowRight size={16} aria-hidden />}
        >
          {t('imports.toCheck')}
        </Button>
        <div role="status">
          {isNameMissing && !isEmpty && <Text className="imports__fault">{t('imports.nameMissing')}</Text>}
        </div>
      </div>
    </div>
  );
}

/** Where the choices come from, as long as nobody has sent others. */
function Suggested({ import: { suggestion, rules }, inHand }: Pick<Props, 'import' | 'inHand'>) {
  const { t } = useTranslation();
  if (rules !== null) return null;
  const { remembered, map } = suggestion;
  if (remembered !== null)
    return (
      <p className="imports__note">
        {t('imports.remembered')}{' '}
        <Anchor
          component="button"
          type="button"
          onClick={() => inHand.change({ map, dates: suggestion.dates })}
        >
          {t('imports.useNames')}
        </Anchor>
      </p>
    );
  const count = map.reduce((sum, { columns }) => sum + columns.length, 0);
  return (
    <p className="imports__note">
      {count === 0 ? t('imports.matchedNone') : t('imports.matched', { count })}
    </p>
  );
}
