import { IMPORT_MAXIMUM_BYTES } from '@caseload/shared/imports/import.ts';
import { Alert, Button, Stack, Text } from '@mantine/core';
import { IconAlertCircle } from '@tabler/icons-react';
import { NetworkError, problemOf } from '../api/errors.ts';
import { faultText } from '../api/faultText.ts';
import { formatSize } from '../attachments/formatSize.ts';
import { ImportTrouble } from './ImportTrouble.tsx';
import type { FileFault } from './sniffFile.ts';
import type { UploadState } from './uploadDesk.ts';
import { useWords } from './useWords.ts';

type Trouble = Extract<UploadState, { readonly kind: 'refused' | 'failed' }>;
type Props = { readonly trouble: Trouble; readonly onRetry: () => void };

/** Why a file did not come in, and what can be done. */
export function UploadTrouble({ trouble, onRetry }: Props) {
  const { t } = useWords();
  const { name } = trouble;
  if (trouble.kind === 'refused') return <Refused name={name} fault={trouble.fault} />;
  const { error } = trouble;
  const problem = problemOf(error);
  if (problem?.type === 'payload-too-large') return <Refused name={name} fault="tooLarge" />;
  if (problem?.type === 'validation')
    return (
      <Refused
        name={name}
        fault="unreadable"
        said={problem.issues.map(({ message }) => faultText(t, message))}
      />
    );
  if (!(error instanceof NetworkError)) return <ImportTrouble error={error} onRetry={onRetry} />;
  return (
    <Alert
      color="red"
      icon={<IconAlertCircle aria-hidden />}
      title={t('imports.uploadFailedTitle', { name })}
    >
      <Stack gap="xs" align="flex-start">
        <Text size="sm">{t('imports.uploadInterrupted')}</Text>
        <Button size="xs" variant="default" onClick={onRetry}>
          {t('imports.uploadAgain')}
        </Button>
      </Stack>
    </Alert>
  );
}

type RefusedProps = {
  readonly name: string;
  readonly fault: FileFault | 'unreadable';
  readonly said?: readonly string[];
};

function Refused({ name, fault, said = [] }: RefusedProps) {
  const { t, language } = useWords();
  const limit = formatSize(IMPORT_MAXIMUM_BYTES, language);
  return (
    <Alert
      color="red"
      icon={<IconAlertCircle aria-hidden />}
      title={t('imports.refusedTitle', { name })}
      className="imports__alert"
    >
      <Text size="sm">{t(`imports.faults.${fault}`, { limit })}</Text>
      {said.length > 0 && <Text size="sm">{said.join(' ')}</Text>}
    </Alert>
  );
}
