import type { CustomerAction } from '@caseload/shared/customerActions/action.ts';
import {
  IconArchive,
  IconArrowsExchange,
  IconFileImport,
  IconMessage,
  IconPencil,
  IconPlus,
  IconProgress,
} from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useCustomer } from '../customers/customerContext.ts';
import { Moment } from '../ui/Moment.tsx';
import { ChangeList, ValueList } from './ChangeList.tsx';
import { changesToShow, describeAction } from './describeAction.ts';

const ICONS = {
  create: IconPlus,
  comment: IconMessage,
  status_change: IconProgress,
  assignment: IconArrowsExchange,
  update: IconPencil,
  archive: IconArchive,
  import: IconFileImport,
} as const;

/** One action: who did what, when, and by which door when it was not the browser. */
export function TimelineItem({ action }: { readonly action: CustomerAction }) {
  const { t } = useTranslation();
  const { words } = useCustomer();
  const { type, comment, via, createdAt, customerVersion } = action;
  const Icon = ICONS[type];
  const changes = changesToShow(action);
  const isBeginning = customerVersion === 1;
  return (
    <li className="action" data-type={type}>
      <span className="action__icon">
        <Icon size={16} stroke={1.75} aria-hidden />
      </span>
      <div className="action__body">
        <p className="action__sentence">
          {describeAction(words, action)}
          <span className="action__when">
            <Moment at={createdAt} />
            {via !== 'browser' &&
              ` · ${t('customerActions.via', { door: t(`customerActions.doors.${via}`) })}`}
          </span>
        </p>
        {comment !== null && <p className="comment-text action__comment">{comment}</p>}
        {changes.length > 0 && isBeginning && (
          <details className="changes__long">
            <summary>{t('customerActions.showValues')}</summary>
            <ValueList changes={changes} />
          </details>
        )}
        {changes.length > 0 && !isBeginning && <ChangeList changes={changes} />}
      </div>
    </li>
  );
}
