import type { CustomerImport } from '@caseload/shared/imports/import.ts';
import { Alert, Anchor } from '@mantine/core';
import { IconArrowLeft, IconPlugConnectedX } from '@tabler/icons-react';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { PageHeading } from '../ui/PageHeading.tsx';
import { CheckStep } from './CheckStep.tsx';
import { type ShownStep, stepToShow } from './importSteps.ts';
import { MapStep } from './MapStep.tsx';
import { ResultStep } from './ResultStep.tsx';
import { RunStep } from './RunStep.tsx';
import { StepList } from './StepList.tsx';
import { useImportWork } from './useImportWork.ts';
import { useRulesDraft } from './useRulesDraft.ts';

type Props = { readonly import: CustomerImport; readonly isStale: boolean };

/** The steps of an import. Which one is shown stands in the address, as far as the import has come. */
export function ImportWizard({ import: shown, isStale }: Props) {
  const { t } = useTranslation();
  const { step: asked } = useSearch({ from: '/signedIn/import/$importId' });
  const work = useImportWork(shown.id);
  const inHand = useRulesDraft(shown);
  const navigate = useNavigate({ from: '/import/$importId' });
  const step = stepToShow(shown, asked);
  const goTo = (to: ShownStep) => void navigate({ search: { step: to } });

  useEffect(() => {
    // What works goes on by itself; the steps it leaves behind are not to be met on the way back.
    if (asked !== step) void navigate({ search: { step }, replace: true, resetScroll: false });
  }, [asked, step, navigate]);

  const title = t('imports.titleOf', { file: shown.fileName });
  return (
    <section className="imports">
      <Anchor component={Link} to="/import" size="sm" className="imports__back">
        <IconArrowLeft size={16} aria-hidden /> {t('imports.backToAll')}
      </Anchor>
      <PageHeading tabTitle={`${t(`imports.steps.${step}`)} · ${title}`} className="imports__title">
        {title}
      </PageHeading>
      <StepList of={shown} current={step} />
      <div role="status">
        {isStale && (
          <Alert color="yellow" icon={<IconPlugConnectedX aria-hidden />}>
            {t('imports.unreachable')}
          </Alert>
        )}
      </div>
      {step === 'map' && <MapStep import={shown} work={work} inHand={inHand} onNext={() => goTo('check')} />}
      {step === 'check' && (
        <CheckStep
          import={shown}
          work={work}
          inHand={inHand}
          onBack={() => goTo('map')}
          onStarted={() => goTo('run')}
        />
      )}
      {step === 'run' && <RunStep import={shown} work={work} />}
      {step === 'result' && <ResultStep import={shown} work={work} />}
    </section>
  );
}
