import type { Activity } from '@caseload/shared/activity/endpoints.ts';
import { canSupervise } from '@caseload/shared/rules/canSupervise.ts';
import { Link, useRouter } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { CopyButton } from '../conflicts/CopyButton.tsx';
import type { FieldWords } from '../customers/fieldText.ts';
import { useSession } from '../session/sessionQuery.ts';
import { formatExactly } from '../time/formatTime.ts';
import { ActionChanges } from './ActionChanges.tsx';
import { doorText, typeText } from './activityTexts.ts';
import { withNames } from '../mentions/plainComment.ts';
import './activityDetails.css';

type Props = { readonly activity: Activity; readonly words: FieldWords };

/** All there is to know about one action. */
export function ActivityDetails({ activity: { action, customer }, words }: Props) {
  const { t } = useTranslation();
  const router = useRouter();
  const { employee } = useSession();
  const { id, type, comment, changes, customerVersion, via, requestId, createdAt, attachments, batchId } =
    action;
  const target = { to: '/activity/$actionId', params: { actionId: id } } as const;
  return (
    <div className="activity-details">
      {comment !== null && (
        <blockquote className="activity-details__comment">{withNames(comment)}</blockquote>
      )}
      {attachments.length > 0 && (
        <ul className="activity-details__files">
          {attachments.map((file) => (
            <li key={file.id}>{file.name}</li>
          ))}
        </ul>
      )}
      <ActionChanges words={words} changes={changes} isBeginning={customerVersion === 1} />
      <dl className="activity-details__facts">
        <Fact name={t('activity.customer')}>
          <Link to="/customers/$customerId" params={{ customerId: customer.id }} className="activity-link">
            {customer.name}
          </Link>
        </Fact>
        <Fact name={t('activity.when')}>
          <time dateTime={createdAt}>{formatExactly(new Date(createdAt), words)}</time>
        </Fact>
        <Fact name={t('activity.what')}>{typeText(words, type)}</Fact>
        <Fact name={t('activity.door')}>{doorText(words, via)}</Fact>
        {customerVersion !== null && <Fact name={t('activity.version')}>{customerVersion}</Fact>}
        {requestId !== null && (
          <Fact name={t('activity.requestId')}>
            <code>{requestId}</code>
          </Fact>
        )}
      </dl>
      <div className="activity-details__links">
        <Link {...target} className="activity-link">
          {t('activity.permalink')}
        </Link>
        {batchId !== null && canSupervise(employee) && (
          <Link to="/batches/$batchId" params={{ batchId }} className="activity-link">
            {t('batches.partOf')}
          </Link>
        )}
        <CopyButton
          text={new URL(router.buildLocation(target).href, window.location.origin).href}
          label={t('activity.copyLink')}
        />
      </div>
    </div>
  );
}

function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
