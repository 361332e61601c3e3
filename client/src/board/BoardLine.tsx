import type { BoardPool } from '@caseload/shared/board/board.ts';
import type { Role } from '@caseload/shared/employees/employee.ts';
import { canSupervise } from '@caseload/shared/rules/canSupervise.ts';
import { Badge } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { MyWorkSearch } from '../assignedWork/myWorkSearch.ts';
import { dayText } from '../customers/fieldText.ts';
import { usePlace } from '../time/place.ts';
import { DueDay } from '../ui/DueDay.tsx';
import { StatusBar } from './StatusBar.tsx';

type Props = {
  /** A person's id, or `none`. */
  readonly assignedTo: string;
  readonly name: string;
  readonly note?: string;
  readonly role?: Role;
  readonly isActive?: boolean;
  readonly awayUntil?: string | null;
  readonly load: BoardPool;
  /** The most anybody has: the length of a full bar. */
  readonly most: number;
  readonly action?: ReactNode;
};

/** How much work somebody has; every number leads to the customers behind it. */
export function BoardLine(props: Props) {
  const { assignedTo, name, note, role = 'employee', isActive = true, awayUntil = null, load, most } = props;
  const { t } = useTranslation();
  const { language } = usePlace();
  return (
    <tr>
      <th scope="row" className="board__person">
        <Link to="/customers" search={{ assignedTo }} className="board__name">
          {name}
        </Link>
        {canSupervise({ role }) && <span className="quiet board__note">{t(`words.role.${role}`)}</span>}
        {note !== undefined && <span className="quiet board__note">{note}</span>}
        {!isActive && (
          <Badge size="sm" variant="default" tt="none">
            {t('board.notActive')}
          </Badge>
        )}
        {awayUntil !== null && (
          <Badge size="sm" variant="default" tt="none">
            {t('board.awayUntil', { until: dayText(language, awayUntil) })}
          </Badge>
        )}
        {props.action}
      </th>
      <td className="board__open" data-label={t('board.open')}>
        <StatusBar assignedTo={assignedTo} name={name} load={load} most={most} />
      </td>
      <td className="board__number" data-label={t('board.overdue')} data-alarm={load.overdue > 0}>
        <Count
          what={t('board.overdue')}
          name={name}
          count={load.overdue}
          search={{ assignedTo, due: 'overdue' }}
        />
      </td>
      <td className="board__oldest" data-label={t('board.oldest')}>
        {load.oldestDueAt === null ? (
          <span className="quiet">–</span>
        ) : (
          <Link to="/customers" search={{ assignedTo }} className="board__link">
            <DueDay dueAt={load.oldestDueAt} isDone />
          </Link>
        )}
      </td>
      <td className="board__number" data-label={t('board.dueThisWeek')}>
        <Count
          what={t('board.dueThisWeek')}
          name={name}
          count={load.dueThisWeek}
          search={{ assignedTo, due: 'week' }}
        />
      </td>
      {(['inToday', 'outToday'] as const).map((way) => (
        <td key={way} className="board__number" data-label={t(`board.${way}`)}>
          {load[way] === 0 ? (
            <span className="quiet">0</span>
          ) : (
            <Link
              to="/activity"
              search={{
                period: 'today',
                ...(way === 'inToday' ? { toAssignee: assignedTo } : { fromAssignee: assignedTo }),
              }}
              className="board__link"
              aria-label={t('board.numberOf', {
                what: t(`board.${way}`),
                name,
                number: load[way].toLocaleString(language),
              })}
            >
              {load[way].toLocaleString(language)}
            </Link>
          )}
        </td>
      ))}
    </tr>
  );
}

type CountProps = {
  readonly what: string;
  readonly name: string;
  readonly count: number;
  readonly search: MyWorkSearch;
};

function Count({ what, name, count, search }: CountProps) {
  const { t } = useTranslation();
  const { language } = usePlace();
  if (count === 0) return <span className="quiet">0</span>;
  return (
    <Link
      to="/customers"
      search={search}
      className="board__link"
      aria-label={t('board.numberOf', { what, name, number: count.toLocaleString(language) })}
    >
      {count.toLocaleString(language)}
    </Link>
  );
}
