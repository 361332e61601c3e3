import type { ImportReport } from '@caseload/shared/imports/import.ts';
import { useSession } from '../session/sessionQuery.ts';
import { useWords } from './useWords.ts';

const NAMES_SHOWN = 20;

/** Which statuses and people the customers go to, and who has to be made for it. */
export function ReportShares({ report }: { readonly report: ImportReport }) {
  const { t } = useWords();
  const { statuses } = useSession().organisation;
  const { byStatus, byAssignee, newPeople } = report;
  return (
    <>
      {newPeople.length > 0 && <NewPeople names={newPeople} />}
      <div className="shares">
        <Share
          title={t('imports.byStatus')}
          counts={byStatus.map(({ of, count }) => ({
            name: statuses.find(({ key }) => key === of)?.label ?? of,
            count,
          }))}
        />
        <Share
          title={t('imports.byAssignee')}
          counts={byAssignee.map(({ of, count }) => ({ name: of ?? t('imports.nobody'), count }))}
        />
      </div>
    </>
  );
}

type ShareProps = {
  readonly title: string;
  readonly counts: readonly { readonly name: string; readonly count: number }[];
};

function Share({ title, counts }: ShareProps) {
  const { count } = useWords();
  if (counts.length === 0) return null;
  return (
    <details className="share">
      <summary>{title}</summary>
      <dl>
        {counts.map(({ name, count: of }, index) => (
          // Two people may have one name.
          <div key={index}>
            <dt>{name}</dt>
            <dd>{count(of)}</dd>
          </div>
        ))}
      </dl>
    </details>
  );
}

function NewPeople({ names }: { readonly names: readonly string[] }) {
  const { t, count } = useWords();
  const rest = names.length - NAMES_SHOWN;
  const shown = [
    ...names.slice(0, NAMES_SHOWN),
    ...(rest > 0 ? [t('imports.andMore', { count: rest, shown: count(rest) })] : []),
  ];
  return (
    <p className="imports__text">
      {t('imports.newPeople', { count: names.length, shown: count(names.length), names: shown.join(', ') })}
    </p>
  );
}
