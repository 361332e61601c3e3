import { Button, Group, Loader } from '@mantine/core';
import { useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { CopyButton } from '../conflicts/CopyButton.tsx';
import { useCustomer } from '../customers/customerContext.ts';
import type { NewComment } from '../outbox/outboxEntry.ts';
import type { UnsentComment } from '../outbox/outbox.ts';
import { unsentText } from '../outbox/unsentText.ts';
import { useSession } from '../session/sessionQuery.ts';
import { CountedText } from '../ui/CountedText.tsx';

/** Comments the server has not acknowledged, newest first as in the timeline below them. */
export function Unsent({ onTakeBack }: { readonly onTakeBack: (comment: NewComment) => void }) {
  const { t } = useTranslation();
  const { outbox } = useCustomer().mine;
  const { name } = useSession().employee;
  const comments = useSyncExternalStore(outbox.subscribe, outbox.comments);
  if (comments.length === 0) return null;

  async function takeBack(key: string) {
    const comment = await outbox.takeBack(key);
    if (comment !== null) onTakeBack(comment);
  }

  return (
    <ul className="unsent">
      {comments.toReversed().map((comment) => (
        <li key={comment.key} className="unsent__comment" data-phase={comment.phase}>
          <div className="unsent__head">{t('customerActions.commented', { actor: name })}</div>
          <p className="comment-text">{comment.body}</p>
          {comment.files.length > 0 && (
            <p className="quiet">{comment.files.map((file) => file.name).join(', ')}</p>
          )}
          <State comment={comment} onRetry={outbox.retry} onEdit={takeBack} />
        </li>
      ))}
    </ul>
  );
}

type StateProps = {
  readonly comment: UnsentComment;
  readonly onRetry: (key: string) => Promise<void>;
  readonly onEdit: (key: string) => Promise<void>;
};

function State({ comment, onRetry, onEdit }: StateProps) {
  const { t } = useTranslation();
  const { key, phase, body, canEdit, isOnlyHere } = comment;
  const textOf = (secondsLeft: number) => unsentText(t, comment, secondsLeft);
  if (phase === 'sending') {
    return (
      <div className="unsent__state quiet" role="status">
        <Loader size={12} aria-hidden /> {textOf(0)}
      </div>
    );
  }
  return (
    <div className="unsent__state" role="alert">
      <CountedText error={comment.error} textOf={textOf} /> {isOnlyHere && t('outbox.onlyHere')}
      <Group gap="xs">
        <Button size="compact-xs" variant="default" onClick={() => void onRetry(key)}>
          {t('outbox.sendNow')}
        </Button>
        {canEdit ? (
          <Button size="compact-xs" variant="default" onClick={() => void onEdit(key)}>
            {t('outbox.edit')}
          </Button>
        ) : (
          <CopyButton text={body} label={t('outbox.copy')} />
        )}
      </Group>
    </div>
  );
}
