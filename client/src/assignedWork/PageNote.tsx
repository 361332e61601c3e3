import { Anchor } from '@mantine/core';
import { useTranslation } from 'react-i18next';

type Props = {
  /** The server would order the rows otherwise by now; they move only when asked to. */
  readonly isOutdated: boolean;
  readonly onRefresh: () => void;
  readonly isRefetchFailed: boolean;
  readonly onRetry: () => void;
};

/** Says when what is shown is no longer what the server would show. */
export function PageNote({ isOutdated, onRefresh, isRefetchFailed, onRetry }: Props) {
  const { t } = useTranslation();
  const note = isRefetchFailed
    ? { text: t('assignedWork.refetchFailed'), action: t('errors.retry'), run: onRetry }
    : { text: t('assignedWork.outdated'), action: t('assignedWork.refresh'), run: onRefresh };
  return (
    <span role="status">
      {(isRefetchFailed || isOutdated) && (
        <>
          {note.text} ·{' '}
          <Anchor component="button" type="button" size="sm" onClick={note.run}>
            {note.action}
          </Anchor>
        </>
      )}
    </span>
  );
}
