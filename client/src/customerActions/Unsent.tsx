import { Button, Group, Loader } from '@mantine/core';
import { useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { errorText } from '../api/errorText.ts';
import { useCustomer } from '../customers/customerContext.ts';
import { useSession } from '../session/sessionQuery.ts';
import type { UnsentComment } from './outbox.ts';

/** Comments the server has not acknowledged, newest first as in the timeline below them. */
export function Unsent({ onTakeBack }: { readonly onTakeBack: (body: string) => void }) {
  const { t } = useTranslation();
  const { outbox } = useCustomer().mine;
  const { name } = useSession().employee;
  const comments = useSyncExternalStore(outbox.subscribe, outbox.comments);
  if (comments.length === 0) return null;
  return (
    <ul className="unsent">
      {comments.toReversed().map((comment) => (
        <li key={comment.key} className="unsent__comment" data-phase={comment.phase}>
          <div className="unsent__head">{t('customerActions.commented', { actor: name })}</div>
          <p className="comment-text">{comment.body}</p>
          <State comment={comment} />
        </li>
      ))}
    </ul>
  );

  function State({ comment }: { readonly comment: UnsentComment }) {
    const { key, phase, error } = comment;
    if (phase === 'sending' || error === null) {
      return (
        <div className="unsent__state quiet" role="status">
          <Loader size={12} aria-hidden /> {t('customerActions.sending')}
        </div>
      );
    }
    const reason = errorText(t, error);
    return (
      <div className="unsent__state" role="alert">
        {phase === 'waiting'
          ? t('customerActions.waiting', { reason })
          : t('customerActions.refused', { reason })}
        <Group gap="xs">
          <Button size="compact-xs" variant="default" onClick={() => outbox.retry(key)}>
            {t('customerActions.sendNow')}
          </Button>
          <Button
            size="compact-xs"
            variant="default"
            onClick={() => {
              const body = outbox.takeBack(key);
              if (body !== null) onTakeBack(body);
            }}
          >
            {t('customerActions.edit')}
          </Button>
        </Group>
      </div>
    );
  }
}
