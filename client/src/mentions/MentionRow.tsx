import type { Mention } from '@caseload/shared/mentions/endpoints.ts';
import { Button, VisuallyHidden } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { actionAnchor } from '../customerActions/useLinkedAction.ts';
import { onOneLine } from './plainComment.ts';
import { Moment } from '../ui/Moment.tsx';
import type { Which } from './markRead.ts';

type Props = {
  readonly mention: Mention;
  readonly onActive: (actionId: string) => void;
  readonly onRead: (which: Which) => void;
};

/** One mention. The link in it covers the row and leads to the comment, which counts as reading it. */
export function MentionRow({ mention: { action, customer, readAt }, onActive, onRead }: Props) {
  const { t } = useTranslation();
  const isUnread = readAt === null;
  const read = () => {
    if (isUnread) onRead({ actionIds: [action.id] });
  };
  return (
    <li className="mention" data-unread={isUnread}>
      <span className="mention__dot" aria-hidden>
        {isUnread && <span />}
      </span>
      <div className="mention__body">
        <p className="mention__head">
          <Link
            id={mentionLinkId(action.id)}
            className="mention__link"
            to="/customers/$customerId"
            params={{ customerId: customer.id }}
            hash={actionAnchor(action.id)}
            preload={false}
            onFocus={() => onActive(action.id)}
            onClick={read}
          >
            {isUnread && <VisuallyHidden>{t('mentions.isUnread')}: </VisuallyHidden>}
            {t('mentions.mentioned', { actor: action.actor.name })}{' '}
            {t('mentions.at', { customer: customer.name })}
          </Link>
          <span className="quiet">
            <Moment at={action.createdAt} />
          </span>
        </p>
        <p className="mention__comment">{onOneLine(action.comment ?? '')}</p>
      </div>
      {isUnread && (
        <Button size="compact-sm" variant="subtle" className="mention__read" onClick={read}>
          {t('mentions.markRead')}
        </Button>
      )}
    </li>
  );
}

/** The id of the link by which a mention is opened. */
export function mentionLinkId(actionId: string): string {
  return `mention-${actionId}`;
}
