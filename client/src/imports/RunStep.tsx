import type { CustomerImport } from '@caseload/shared/imports/import.ts';
import { useTranslation } from 'react-i18next';
import { Moment } from '../ui/Moment.tsx';
import { StepHeading } from './StepHeading.tsx';
import type { ImportWorkDesk } from './useImportWork.ts';
import { WorkProgress } from './WorkProgress.tsx';

type Props = { readonly import: CustomerImport; readonly work: ImportWorkDesk };

/** The import at work. The server does it, so this page may go. */
export function RunStep({ import: shown, work }: Props) {
  const { t } = useTranslation();
  if (shown.work === null) return null;
  const { startedBy, startedAt } = shown.work;
  return (
    <div className="imports__step">
      <StepHeading>{t('imports.steps.run')}</StepHeading>
      <p className="imports__text">{t('imports.running')}</p>
      <WorkProgress work={shown.work} cancel={work.cancel} />
      <p className="imports__text quiet">
        {t('imports.mayLeave')} {t('imports.startedBy', { who: startedBy.name })}, <Moment at={startedAt} />.
      </p>
    </div>
  );
}
