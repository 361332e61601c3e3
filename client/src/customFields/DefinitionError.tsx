import { Alert } from '@mantine/core';
import { IconAlertCircle } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { problemOf } from '../api/errors.ts';
import { errorText } from '../api/errorText.ts';
import { CountedText } from '../ui/CountedText.tsx';

/** Why a definition was not changed. Where somebody else was quicker, the list shows their change already. */
export function DefinitionError({ error }: { readonly error: Error }) {
  const { t } = useTranslation();
  const isOutdated = problemOf(error)?.type === 'outdated';
  return (
    <Alert color={isOutdated ? 'yellow' : 'red'} icon={<IconAlertCircle aria-hidden />} role="alert">
      {isOutdated ? (
        t('customFields.outdated')
      ) : (
        <CountedText error={error} textOf={(left) => errorText(t, error, left)} />
      )}
    </Alert>
  );
}
