import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { WaitingSaves } from '../customers/desk.ts';
import { joinFields } from '../customers/fieldText.ts';
import { useSession } from '../session/sessionQuery.ts';
import type { UnsentComment } from './outbox.ts';

type Props = { readonly comments: readonly UnsentComment[]; readonly saves: readonly WaitingSaves[] };

const SHOWN_LETTERS = 80;

/** What waits, each with the customer it is about. */
export function WaitingList({ comments, saves }: Props) {
  const { t, i18n } = useTranslation();
  const { customFields } = useSession().organisation;
  return (
    <ul className="offline-bar__list" aria-label={t('outbox.list')}>
      {comments.map((comment) => (
        <li key={comment.key}>
          <CustomerLink {...comment} />
          <span className="offline-bar__what">{t('outbox.comment', { text: startOf(comment.body) })}</span>
          {comment.files.length > 0 && (
            <span className="quiet">{t('outbox.files', { count: comment.files.length })}</span>
          )}
        </li>
      ))}
      {saves.map((save) => (
        <li key={save.customerId}>
          <CustomerLink {...save} />
          <span className="offline-bar__what">
            {t('outbox.change', {
              fields: joinFields({ t, language: i18n.language, customFields }, save.fields),
            })}
          </span>
        </li>
      ))}
    </ul>
  );
}

function CustomerLink({ customerId, customerName }: Pick<WaitingSaves, 'customerId' | 'customerName'>) {
  const { t } = useTranslation();
  return (
    <Link to="/customers/$customerId" params={{ customerId }}>
      {customerName ?? t('outbox.aCustomer')}
    </Link>
  );
}

function startOf(text: string): string {
  const line = text.trim().replace(/\s+/gu, ' ');
  return line.length > SHOWN_LETTERS ? `${line.slice(0, SHOWN_LETTERS)}…` : line;
}
