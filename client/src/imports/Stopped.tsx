import type { CustomerImport } from '@caseload/shared/imports/import.ts';
import { Alert, Text } from '@mantine/core';
import { IconHandStop } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { faultText } from '../api/faultText.ts';

type Props = { readonly stopped: CustomerImport['stopped'] };

/** That and why the last work ended early. */
export function Stopped({ stopped }: Props) {
  const { t } = useTranslation();
  return (
    <div role="status">
      {stopped !== null && (
        <Alert
          color={stopped.why === 'failed' ? 'red' : 'yellow'}
          icon={<IconHandStop aria-hidden />}
          title={t(`imports.stoppedTitle.${stopped.kind}`)}
          className="imports__alert"
        >
          <Text size="sm">{t(`imports.stopped.${stopped.why}`)}</Text>
          {stopped.why === 'failed' && <Text size="sm">{faultText(t, stopped.message)}</Text>}
        </Alert>
      )}
    </div>
  );
}
