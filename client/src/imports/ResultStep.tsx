import type { CustomerImport, ImportReport } from '@caseload/shared/imports/import.ts';
import { Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconArrowBackUp, IconFileUpload, IconUsers } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Moment } from '../ui/Moment.tsx';
import { ImportTrouble } from './ImportTrouble.tsx';
import { DownloadErrors, ProblemTable } from './ProblemTable.tsx';
import { ReportCounts } from './ReportCounts.tsx';
import { ReportShares } from './ReportShares.tsx';
import { StepHeading } from './StepHeading.tsx';
import { Stopped } from './Stopped.tsx';
import { UNDO_BUTTON_ID, UndoDialog } from './UndoDialog.tsx';
import { UndoReport } from './UndoReport.tsx';
import type { ImportWorkDesk } from './useImportWork.ts';
import { WorkProgress } from './WorkProgress.tsx';

type Props = { readonly import: CustomerImport; readonly work: ImportWorkDesk };

/** What the import did, the way to its customers, and the way to take it back. */
export function ResultStep({ import: shown, work }: Props) {
  const { t } = useTranslation();
  const { result } = shown;
  if (result === null) return null;
  return (
    <div className="imports__step">
      <StepHeading>{t('imports.steps.result')}</StepHeading>
      {shown.work === null ? (
        <Stopped stopped={shown.stopped} />
      ) : (
        <section className="imports__part">
          <p className="imports__text">{t('imports.undoing')}</p>
          <WorkProgress work={shown.work} cancel={work.cancel} />
        </section>
      )}
      {shown.undo !== null && <UndoReport undo={shown.undo} />}
      <When import={shown} />
      <ReportCounts report={result} tense="countsDone" />
      {writesOf(result) === 0 && <p className="imports__text">{t('imports.nothingDone')}</p>}
      {shown.work === null && <Buttons shown={shown} result={result} work={work} />}
      {result.problems.length > 0 && (
        <section className="imports__part">
          <h3 className="imports__subheading">{t('imports.problemsTitle')}</h3>
          <ProblemTable problems={result.problems} />
          <DownloadErrors import={shown} />
        </section>
      )}
      <ReportShares report={result} />
    </div>
  );
}

function writesOf({ created, updated, restored }: ImportReport): number {
  return created + updated + restored;
}

function When({ import: { ranBy, ranAt, undoneBy, undoneAt } }: Pick<Props, 'import'>) {
  const { t } = useTranslation();
  return (
    <p className="imports__text quiet">
      {ranBy !== null && ranAt !== null && (
        <span>
          {t('imports.doneBy', { who: ranBy.name })}
          <Moment at={ranAt} />
        </span>
      )}
      {undoneBy !== null && undoneAt !== null && (
        <span>
          {' · '}
          {t('imports.undoneBy', { who: undoneBy.name })}
          <Moment at={undoneAt} />
        </span>
      )}
    </p>
  );
}

type ButtonsProps = {
  readonly shown: CustomerImport;
  readonly result: ImportReport;
  readonly work: ImportWorkDesk;
};

function Buttons({ shown, result, work }: ButtonsProps) {
  const { t } = useTranslation();
  const [isAsking, ask] = useDisclosure(false);
  const canUndo = shown.state === 'done' && writesOf(result) > 0;
  return (
    <>
      {work.undo.error !== null && <ImportTrouble error={work.undo.error} />}
      <div className="imports__buttons">
        {writesOf(result) > 0 && (
          <Button
            leftSection={<IconUsers size={16} aria-hidden />}
            renderRoot={(props) => (
              <Link
                to="/customers"
                search={{ import: shown.id, archived: 'any', status: 'any' }}
                {...props}
              />
            )}
          >
            {t('imports.showCustomers')}
          </Button>
        )}
        <Button
          variant="default"
          leftSection={<IconFileUpload size={16} aria-hidden />}
          renderRoot={(props) => <Link to="/import" {...props} />}
        >
          {t('imports.importAnother')}
        </Button>
        {canUndo && (
          <Button
            id={UNDO_BUTTON_ID}
            variant="default"
            leftSection={<IconArrowBackUp size={16} aria-hidden />}
            onClick={ask.open}
          >
            {t('imports.undo')}
          </Button>
        )}
      </div>
      <UndoDialog
        isOpen={isAsking}
        result={result}
        onClose={ask.close}
        onUndo={() => {
          ask.close();
          work.undo.mutate();
        }}
      />
    </>
  );
}
