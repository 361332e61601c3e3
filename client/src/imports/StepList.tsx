import type { CustomerImport } from '@caseload/shared/imports/import.ts';
import { VisuallyHidden } from '@mantine/core';
import { IconCheck } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { openSteps, type ShownStep, STEPS, type Step } from './importSteps.ts';

type Props = { readonly of: CustomerImport; readonly current: ShownStep };

/** Where in the import one is, and the ways to the other steps that are open. */
export function StepList({ of, current }: Props) {
  const { t } = useTranslation();
  const open: readonly Step[] = openSteps(of);
  const reached = STEPS.indexOf(current);
  return (
    <nav aria-label={t('imports.stepsLabel')}>
      <ol className="steps">
        {STEPS.map((step, index) => {
          const isDone = index < reached;
          const text = (
            <>
              <span className="steps__number" aria-hidden>
                {isDone ? <IconCheck size={14} /> : index + 1}
              </span>
              <span className="steps__name">{t(`imports.steps.${step}`)}</span>
              {isDone && <VisuallyHidden>({t('imports.stepDone')})</VisuallyHidden>}
            </>
          );
          const isLink = step !== current && step !== 'upload' && open.includes(step);
          return (
            <li
              key={step}
              className="steps__step"
              data-state={step === current ? 'current' : isDone ? 'done' : 'ahead'}
              aria-current={step === current ? 'step' : undefined}
            >
              {isLink ? (
                <Link
                  to="/import/$importId"
                  params={{ importId: of.id }}
                  search={{ step }}
                  className="steps__text"
                >
                  {text}
                </Link>
              ) : (
                <span className="steps__text">{text}</span>
              )}
            </li>
          );
        })}
      </ol>
    </nav>
  );
}
