import type { ImportReport } from '@caseload/shared/imports/import.ts';
import { useWords } from './useWords.ts';

const COUNTS = ['created', 'updated', 'restored', 'unchanged', 'rejected', 'read'] as const;
/** Said also when they are none. */
const ALWAYS: readonly string[] = ['created', 'rejected', 'read'];

type Props = { readonly report: ImportReport; readonly tense: 'counts' | 'countsDone' };

/** The numbers of a check or an import. */
export function ReportCounts({ report, tense }: Props) {
  const { t, count } = useWords();
  return (
    <dl className="counts">
      {COUNTS.filter((name) => ALWAYS.includes(name) || report[name] > 0).map((name) => (
        <div key={name} className="counts__one" data-count={name} data-none={report[name] === 0}>
          <dt>{t(`imports.${tense}.${name}`)}</dt>
          <dd>{count(report[name])}</dd>
        </div>
      ))}
    </dl>
  );
}
