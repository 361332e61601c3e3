import type { BoardPool } from '@caseload/shared/board/board.ts';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useSession } from '../session/sessionQuery.ts';
import { usePlace } from '../time/place.ts';

type Props = {
  readonly assignedTo: string;
  readonly name: string;
  readonly load: BoardPool;
  readonly most: number;
};

/** Open work as a bar with a part for each status; the numbers beside it say the same. */
export function StatusBar({ assignedTo, name, load, most }: Props) {
  const { t } = useTranslation();
  const { language } = usePlace();
  const { statuses } = useSession().organisation;
  const parts = statuses.flatMap((status) => {
    const count = load.byStatus[status.key] ?? 0;
    return count === 0 ? [] : [{ ...status, count }];
  });
  if (load.open === 0) return <span className="quiet">{t('board.nothingOpen')}</span>;
  return (
    <div className="status-bar">
      <Link
        to="/customers"
        search={{ assignedTo }}
        className="board__link status-bar__total"
        aria-label={t('board.numberOf', {
          what: t('board.open'),
          name,
          number: load.open.toLocaleString(language),
        })}
      >
        {load.open.toLocaleString(language)}
      </Link>
      <span className="status-bar__track" aria-hidden>
        <span className="status-bar__bar" style={{ width: `${(100 * load.open) / most}%` }}>
          {parts.map(({ key, category, count }) => (
            <span
              key={key}
              className="status-bar__part"
              data-category={category}
              data-status={key}
              style={{ flexGrow: count }}
            />
          ))}
        </span>
      </span>
      <span className="status-bar__texts">
        {parts.map(({ key, label, count }) => (
          <Link
            key={key}
            to="/customers"
            search={{ assignedTo, status: [key] }}
            className="status-bar__text"
            aria-label={t('board.statusOf', { status: label, name, number: count.toLocaleString(language) })}
          >
            {t('board.ofStatus', { status: label, number: count.toLocaleString(language) })}
          </Link>
        ))}
      </span>
    </div>
  );
}
