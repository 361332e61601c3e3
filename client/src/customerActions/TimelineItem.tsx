import type { CustomerAction } from '@caseload/shared/customerActions/action.ts';
import { canSupervise } from '@caseload/shared/rules/canSupervise.ts';
import { Link } from '@tanstack/react-router';
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import { ACTION_ICONS } from '../activity/actionIcons.ts';
import { AttachmentList } from '../attachments/AttachmentList.tsx';
import { useCustomer } from '../customers/customerContext.ts';
import { Markdown } from '../markdown/Markdown.tsx';
import { useSession } from '../session/sessionQuery.ts';
import { Moment } from '../ui/Moment.tsx';
import { ChangeList, ValueList } from './ChangeList.tsx';
import { actionAnchor } from './useLinkedAction.ts';
import { changesToShow, describeAction } from './describeAction.ts';

type Props = { readonly action: CustomerAction; readonly isNew: boolean };

/** One action: who did what, when, and by which door when it was not the browser. */
export const TimelineItem = memo(function TimelineItem({ action, isNew }: Props) {
  const { t } = useTranslation();
  const { words } = useCustomer();
  const { type, comment, customerVersion, attachments } = action;
  const Icon = ACTION_ICONS[type];
  const changes = changesToShow(action);
  const isBeginning = customerVersion === 1;
  return (
    <li id={actionAnchor(action.id)} className="action" data-type={type} data-new={isNew}>
      <span className="action__icon">
        <Icon size={16} stroke={1.75} aria-hidden />
      </span>
      <div className="action__body">
        <p className="action__sentence">
          {describeAction(words, action)}
          <When action={action} />
        </p>
        {comment !== null && comment !== '' && (
          <div className="action__comment">
            {type === 'comment' ? <Markdown text={comment} /> : <p className="comment-text">{comment}</p>}
          </div>
        )}
        <AttachmentList attachments={attachments} />
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
});

/** When it happened, as the link to the action, and by which door. */
function When({ action: { id, createdAt, via, batchId } }: { readonly action: CustomerAction }) {
  const { t } = useTranslation();
  const { employee } = useSession();
  return (
    <span className="action__when">
      <Link
        to="/activity/$actionId"
        params={{ actionId: id }}
        preload={false}
        className="action__link"
        aria-description={t('customerActions.toAction')}
      >
        <Moment at={createdAt} />
      </Link>
      {via !== 'browser' && ` · ${t('customerActions.via', { door: t(`customerActions.doors.${via}`) })}`}
      {batchId !== null && canSupervise(employee) && (
        <>
          {' · '}
          <Link to="/batches/$batchId" params={{ batchId }} preload={false} className="action__link">
            {t('batches.partOf')}
          </Link>
        </>
      )}
    </span>
  );
}
