import type { Batch } from '@caseload/shared/batches/batch.ts';
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useBackToMyWork } from '../assignedWork/useBackToMyWork.ts';
import { useFieldWords } from '../customers/useFieldWords.ts';
import { useKeys } from '../keys/useKeys.ts';
import { Moment } from '../ui/Moment.tsx';
import { PageHeading } from '../ui/PageHeading.tsx';
import { BackFromBatch } from './BackFromBatch.tsx';
import { BatchLoads } from './BatchLoads.tsx';
import { BatchPreview } from './BatchPreview.tsx';
import { BatchResult } from './BatchResult.tsx';
import { recallDraft } from './draftMemory.ts';
import { SkippedList } from './SkippedList.tsx';
import { useBatchActions } from './useBatchActions.tsx';
import { draftText, setsText } from './wishText.ts';

/** A batch: first what it will do, then what became of it. */
export function BatchSheet({ batch }: { readonly batch: Batch }) {
  const { t } = useTranslation();
  const words = useFieldWords();
  const navigate = useNavigate();
  const goToList = useBackToMyWork();
  const draft = recallDraft(batch.id);
  const from = draft?.from ?? 'list';
  const told = draft === null ? setsText(words, batch.sets) : draftText(words, draft);
  const text = told === '' ? t(`batches.kinds.${batch.kind}`) : told;
  const { apply, undo } = useBatchActions(text);
  const heading = useRef<HTMLHeadingElement>(null);
  const goBack = () => (from === 'board' ? void navigate({ to: '/board' }) : goToList());
  useKeys([{ action: 'customers.back', run: goBack }]);

  // What became of it stands at the top, where the button was pressed there is nothing any more.
  const { state } = batch;
  const shown = useRef(state);
  useEffect(() => {
    if (shown.current === state) return;
    shown.current = state;
    heading.current?.focus();
  }, [state]);

  const title = t(`batches.titles.${state}`, {
    count: batch.changed,
    formatted: batch.changed.toLocaleString(words.language),
  });
  return (
    <section className="batch">
      <BackFromBatch from={from} />
      <PageHeading ref={heading} tabIndex={-1}>
        {title}
      </PageHeading>
      <p className="batch__wish">{text}</p>
      <p className="batch__facts quiet">
        {t('batches.by', { name: batch.createdBy.name })} · <Moment at={batch.createdAt} />
      </p>
      {state === 'preview' ? (
        <BatchPreview batch={batch} draft={draft} apply={apply} onDone={goBack} />
      ) : (
        <BatchResult batch={batch} undo={undo} />
      )}
      <BatchLoads loads={batch.loads} state={state} />
      <SkippedList skipped={batch.skipped} state={state} />
    </section>
  );
}
