import type { CustomerImport } from '@caseload/shared/imports/import.ts';
import { Button, Progress } from '@mantine/core';
import { ImportTrouble } from './ImportTrouble.tsx';
import { partDone, partSpoken, secondsLeft } from './progress.ts';
import type { ImportWorkDesk } from './useImportWork.ts';
import { useWords, type Words } from './useWords.ts';

type Work = NonNullable<CustomerImport['work']>;
type Props = { readonly work: Work; readonly cancel: ImportWorkDesk['cancel'] };

/** How far the work has got, how fast, and the way to stop it. */
export function WorkProgress({ work, cancel }: Props) {
  const words = useWords();
  const { t, part } = words;
  const { kind, phase, cancelling } = work;
  const isStopping = cancelling || cancel.isPending;
  return (
    <div className="work">
      <Progress.Root size="xl">
        <Progress.Section
          value={partDone(work) * 100}
          animated
          aria-label={t(`imports.progressLabel.${kind}`)}
          aria-valuetext={part(partDone(work))}
        />
      </Progress.Root>
      <p className="work__facts">
        <strong>{isStopping ? t('imports.cancelling') : t(`imports.phases.${phase}`)}</strong>
        {phase !== 'waiting' && factsOf(words, work).map((fact) => <span key={fact}>{fact}</span>)}
      </p>
      <span className="imports__spoken" role="status">
        {isStopping ? t('imports.cancelling') : t('imports.spoken', { part: part(partSpoken(work)) })}
      </span>
      {cancel.error !== null && <ImportTrouble error={cancel.error} />}
      <Button
        variant="default"
        disabled={cancelling}
        loading={cancel.isPending}
        onClick={() => cancel.mutate()}
      >
        {t(`imports.cancel.${kind}`)}
      </Button>
    </div>
  );
}

function factsOf({ t, count }: Words, work: Work): readonly string[] {
  const { kind, phase, done, total, rowsPerSecond } = work;
  const numbers = { done: count(done), total: count(total) };
  const howFar =
    kind === 'undo'
      ? t('imports.progressCustomers', numbers)
      : t(phase === 'reading' ? 'imports.progressRowsAbout' : 'imports.progressRows', numbers);
  const speed = rowsPerSecond > 0 ? [t('imports.perSecond', { shown: count(rowsPerSecond) })] : [];
  const left = secondsLeft(work);
  const toGo =
    left === null
      ? []
      : [
          left < 100
            ? t('imports.leftSeconds', { count: left })
            : t('imports.leftMinutes', { count: Math.ceil(left / 60) }),
        ];
  return [howFar, ...speed, ...toGo];
}
