import type { Board, BoardRow } from '@caseload/shared/board/board.ts';
import { canSetAway } from '@caseload/shared/rules/canSupervise.ts';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSession } from '../session/sessionQuery.ts';
import type { AwayPerson } from '../teams/useSetAway.ts';
import { lateDialog } from '../ui/lateDialog.tsx';
import { AwayButton, awayButtonId } from './AwayButton.tsx';
import { BoardLine } from './BoardLine.tsx';
import type { BoardSearch, BoardSort } from './boardSearch.ts';
import { PoolActions } from './PoolActions.tsx';

const [AwayDialog, useFetchAwayDialog] = lateDialog(() =>
  import('../teams/AwayDialog.tsx').then((loaded) => loaded.AwayDialog),
);

type Props = {
  readonly board: Board;
  readonly people: readonly BoardRow[];
  readonly sort: BoardSort;
  readonly onSort: (to: Pick<BoardSearch, 'sort'> | { readonly sort: undefined }) => void;
};

/** A row for everybody, and one for what is nobody's. */
export function BoardTable({ board, people, sort, onSort }: Props) {
  const { t } = useTranslation();
  useFetchAwayDialog();
  const { employee: asking } = useSession();
  const [asked, setAsked] = useState<AwayPerson | null>(null);
  // The dialog stays while it fades, so that the focus comes back to where it was opened.
  const [person, setPerson] = useState<AwayPerson | null>(null);
  if (asked !== null && asked !== person) setPerson(asked);
  const most = Math.max(1, board.unassigned.open, ...people.map(({ open }) => open));
  const heading = (name: BoardSort, label: string) => (
    <th scope="col" aria-sort={sort === name ? (name === 'name' ? 'ascending' : 'descending') : 'none'}>
      <button
        type="button"
        className="board__sort"
        onClick={() => onSort({ sort: name === 'load' ? undefined : name })}
      >
        {label}
      </button>
    </th>
  );
  return (
    <>
      <table className="board__table" aria-label={t('board.table')}>
        <thead>
          <tr>
            {heading('name', t('board.person'))}
            {heading('load', t('board.open'))}
            {heading('overdue', t('board.overdue'))}
            <th scope="col">{t('board.oldest')}</th>
            <th scope="col">{t('board.dueThisWeek')}</th>
            <th scope="col">{t('board.inToday')}</th>
            <th scope="col">{t('board.outToday')}</th>
          </tr>
        </thead>
        <tbody>
          <BoardLine
            assignedTo="none"
            name={t('board.nobody')}
            note={t('board.nobodysPool')}
            load={board.unassigned}
            most={most}
            action={<PoolActions open={board.unassigned.open} />}
          />
          {people.map(({ employee, awayUntil, ...load }) => (
            <BoardLine
              key={employee.id}
              assignedTo={employee.id}
              name={employee.name}
              role={employee.role}
              isActive={employee.active}
              awayUntil={awayUntil}
              load={load}
              most={most}
              action={
                employee.active && canSetAway(asking, employee) ? (
                  <AwayButton
                    person={{ id: employee.id, name: employee.name, awayUntil }}
                    onAway={setAsked}
                  />
                ) : undefined
              }
            />
          ))}
          {people.length === 0 && (
            <tr>
              <td colSpan={7} className="board__none quiet">
                {t('board.noPeople')}
              </td>
            </tr>
          )}
        </tbody>
      </table>
      {person !== null && (
        <AwayDialog person={asked} returnTo={awayButtonId(person.id)} onClose={() => setAsked(null)} />
      )}
    </>
  );
}
