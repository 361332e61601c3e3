import type { Sort } from '@caseload/shared/assignedWork/endpoints.ts';
import { VisuallyHidden } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { CheckMark, type CheckState } from './CheckMark.tsx';
import { type Column, nextSort, SORTED_BY } from './columns.ts';

type Props = {
  readonly columns: readonly Column[];
  readonly sort: Sort;
  readonly onSort: (sort: Sort) => void;
  readonly selected: CheckState;
  readonly onSelectAll: () => void;
};

/** The line of headings: a press sorts, another one turns the order round. */
export function TableHead({ columns, sort, onSort, selected, onSelectAll }: Props) {
  const { t } = useTranslation();
  const sorted = SORTED_BY[sort];
  return (
    <div role="rowgroup" className="customer-table__head">
      <div role="row" aria-rowindex={1} className="customer-table__columns">
        <div role="columnheader" className="customer-table__check">
          <CheckMark
            label={t('assignedWork.selectLoaded')}
            state={selected}
            onPress={onSelectAll}
            isTabStop
          />
        </div>
        {columns.map((column) => {
          const next = nextSort(column, sort);
          const text = column === 'contact' ? t('assignedWork.contact') : t(`words.field.${column}`);
          return (
            <div
              key={column}
              role="columnheader"
              className={`customer-table__${column}`}
              aria-sort={column === sorted.column ? sorted.direction : next === null ? undefined : 'none'}
            >
              {next === null ? (
                text
              ) : (
                <button type="button" className="customer-table__sort" onClick={() => onSort(next)}>
                  {text}
                </button>
              )}
            </div>
          );
        })}
        <div role="columnheader" className="customer-table__actions">
          <VisuallyHidden>{t('assignedWork.actions')}</VisuallyHidden>
        </div>
      </div>
    </div>
  );
}
