import type { CustomerImport, ImportReport } from '@caseload/shared/imports/import.ts';
import { Alert, Button, Text } from '@mantine/core';
import { IconArrowLeft, IconCircleCheck, IconInfoCircle } from '@tabler/icons-react';
import { CheckRules } from './CheckRules.tsx';
import { ImportTrouble } from './ImportTrouble.tsx';
import { DownloadErrors, ProblemTable } from './ProblemTable.tsx';
import { ReportCounts } from './ReportCounts.tsx';
import { ReportShares } from './ReportShares.tsx';
import { isComplete, isSameRules } from './rulesDraft.ts';
import { StepHeading } from './StepHeading.tsx';
import { Stopped } from './Stopped.tsx';
import type { ImportWorkDesk } from './useImportWork.ts';
import type { RulesInHand } from './useRulesDraft.ts';
import { useWords, type Words } from './useWords.ts';
import { WordMeanings } from './WordMeanings.tsx';
import { WorkProgress } from './WorkProgress.tsx';

type Props = {
  readonly import: CustomerImport;
  readonly work: ImportWorkDesk;
  readonly inHand: RulesInHand;
  readonly onBack: () => void;
  readonly onStarted: () => void;
};

/** What the import would do, what is wrong with the file, and the last questions before it. */
export function CheckStep({ import: shown, work, inHand, onBack, onStarted }: Props) {
  const words = useWords();
  const { t } = words;
  const { check: report } = shown;
  return (
    <div className="imports__step">
      <StepHeading>{t('imports.steps.check')}</StepHeading>
      {shown.work !== null ? (
        <>
          <p className="imports__text">{t('imports.checking')}</p>
          <WorkProgress work={shown.work} cancel={work.cancel} />
        </>
      ) : (
        <>
          <Stopped stopped={shown.stopped} />
          {report === null ? <p className="imports__text">{t('imports.notChecked')}</p> : null}
          {report !== null && (
            <>
              <Verdict report={report} words={words} />
              <ReportCounts report={report} tense="counts" />
              {report.problems.length > 0 && (
                <section className="imports__part">
                  <h3 className="imports__subheading">{t('imports.problemsTitle')}</h3>
                  <ProblemTable problems={report.problems} />
                  <DownloadErrors import={shown} />
                </section>
              )}
              <WordMeanings report={report} inHand={inHand} />
            </>
          )}
          <CheckRules inHand={inHand} />
          {report !== null && <ReportShares report={report} />}
          <Buttons {...{ shown, work, inHand, onBack, onStarted }} />
        </>
      )}
    </div>
  );
}

/** In one sentence, read out when the check is done. */
function Verdict({ report, words: { t, count } }: { readonly report: ImportReport; readonly words: Words }) {
  const { read, rejected } = report;
  const writes = writesOf(report);
  const isFine = rejected === 0 && writes > 0;
  const text = () => {
    if (read === 0) return t('imports.checkEmpty');
    if (rejected >= read) return t('imports.checkNone');
    if (rejected > 0) return t('imports.checkSome', { count: rejected, shown: count(rejected) });
    return writes === 0 ? t('imports.checkNothing') : t('imports.checkOk');
  };
  return (
    <div role="status">
      <Alert
        color={isFine ? 'teal' : 'yellow'}
        icon={isFine ? <IconCircleCheck aria-hidden /> : <IconInfoCircle aria-hidden />}
        className="imports__alert"
      >
        <Text size="sm">{text()}</Text>
      </Alert>
    </div>
  );
}

/** How many customers an import with this report creates or changes. */
function writesOf({ created, updated, restored }: ImportReport): number {
  return created + updated + restored;
}

type ButtonsProps = Omit<Props, 'import'> & { readonly shown: CustomerImport };

/** Importing is only offered for what was checked: after another choice the way leads through another check. */
function Buttons({ shown, work, inHand, onBack, onStarted }: ButtonsProps) {
  const { t, count } = useWords();
  const { check: report, header } = shown;
  const isCurrent = report !== null && isSameRules(inHand.rules, shown.rules);
  const writes = report === null ? 0 : writesOf(report);
  const checkAgain = () => work.check.mutate(inHand.rules);
  const start = () => work.run.mutate(undefined, { onSuccess: onStarted });
  return (
    <>
      {report !== null && !isCurrent && (
        <p role="status" className="imports__note">
          {t('imports.changedSince')}
        </p>
      )}
      {work.check.error !== null && (
        <ImportTrouble error={work.check.error} onRetry={checkAgain} isRetrying={work.check.isPending} />
      )}
      {work.run.error !== null && (
        <ImportTrouble error={work.run.error} onRetry={start} isRetrying={work.run.isPending} />
      )}
      <div className="imports__buttons">
        {isCurrent ? (
          <Button onClick={start} loading={work.run.isPending} disabled={writes === 0}>
            {t('imports.start', { count: writes, shown: count(writes) })}
          </Button>
        ) : (
          <Button
            onClick={checkAgain}
            loading={work.check.isPending}
            disabled={!isComplete(header, inHand.rules)}
          >
            {report === null ? t('imports.toCheck') : t('imports.checkAgain')}
          </Button>
        )}
        <Button variant="default" leftSection={<IconArrowLeft size={16} aria-hidden />} onClick={onBack}>
          {t('imports.back')}
        </Button>
      </div>
    </>
  );
}
