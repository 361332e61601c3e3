import type { ImportUndo } from '@caseload/shared/imports/import.ts';
import { isNothingUndone } from '@caseload/shared/imports/isNothingUndone.ts';
import { Alert } from '@mantine/core';
import { IconArrowBackUp } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { Moment } from '../ui/Moment.tsx';
import { useWords } from './useWords.ts';

const COUNTS = ['archived', 'setBack', 'kept'] as const;

/** What taking the import back came to, and which customers were left as they are. */
export function UndoReport({ undo }: { readonly undo: ImportUndo }) {
  const { t, count } = useWords();
  const { kept, keptCustomers } = undo;
  const isNothing = isNothingUndone(undo);
  const title = t(isNothing ? 'imports.nothingUndone' : 'imports.undone');
  return (
    <section className="imports__part" aria-label={title}>
      <div role="status">
        <Alert
          color={isNothing ? 'yellow' : 'teal'}
          icon={<IconArrowBackUp aria-hidden />}
          className="imports__alert"
        >
          {title}
        </Alert>
      </div>
      <dl className="counts">
        {COUNTS.map((name) => (
          <div key={name} className="counts__one" data-count={name} data-none={undo[name] === 0}>
            <dt>{t(`imports.undoCounts.${name}`)}</dt>
            <dd>{count(undo[name])}</dd>
          </div>
        ))}
      </dl>
      {kept > 0 && (
        <>
          <h3 className="imports__subheading">{t('imports.keptTitle')}</h3>
          <ul className="kept">
            {keptCustomers.map(({ id, name, changedBy, changedAt }) => (
              <li key={id}>
                <Link to="/customers/$customerId" params={{ customerId: id }} className="kept__name">
                  {name}
                </Link>{' '}
                <span className="quiet">
                  {changedBy === null
                    ? t('imports.keptUnknown')
                    : t('imports.keptBy', { who: changedBy.name })}
                  {changedBy !== null && changedAt !== null && <Moment at={changedAt} />}
                </span>
              </li>
            ))}
          </ul>
          {kept > keptCustomers.length && (
            <p className="imports__text quiet">
              {t('imports.keptFirst', { shown: count(keptCustomers.length) })}
            </p>
          )}
        </>
      )}
    </section>
  );
}
