import { Alert, Button } from '@mantine/core';
import { IconAlertCircle, IconCheck } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { errorText } from '../api/errorText.ts';
import { CountedText } from '../ui/CountedText.tsx';

type Props = {
  readonly saving: {
    readonly isPending: boolean;
    readonly isSuccess: boolean;
    readonly isError: boolean;
    readonly error: unknown;
  };
  readonly onRetry?: () => void;
};

/** Says of something set by a press whether it is saved, or that it went back and why. */
export function SaveState({ saving, onRetry }: Props) {
  const { t } = useTranslation();
  return (
    <>
      <div role="status" className="save-state">
        {saving.isPending && t('settings.saving')}
        {saving.isSuccess && (
          <>
            <IconCheck size={16} aria-hidden /> {t('settings.saved')}
          </>
        )}
      </div>
      <div role="alert">
        {saving.isError && (
          <Alert color="red" icon={<IconAlertCircle aria-hidden />}>
            <CountedText
              error={saving.error}
              textOf={(left) => t('settings.notSaved', { reason: errorText(t, saving.error, left) })}
            />
            {onRetry !== undefined && (
              <Button size="compact-sm" variant="default" onClick={onRetry} ms="sm">
                {t('errors.retry')}
              </Button>
            )}
          </Alert>
        )}
      </div>
    </>
  );
}
