import { Modal, Stack, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useFieldWords } from '../customers/useFieldWords.ts';
import type { RunResult } from './selectionRun.ts';
import { troubleText } from './troubleText.ts';

type Props = { readonly result: RunResult | null; readonly onClose: () => void };

/** Which customers were not changed, each with its reason. */
export function RunResultList({ result, onClose }: Props) {
  const { t } = useTranslation();
  return (
    <Modal
      opened={result !== null}
      onClose={onClose}
      title={t('assignedWork.resultTitle')}
      closeButtonProps={{ 'aria-label': t('assignedWork.close') }}
    >
      {result !== null && <Result result={result} />}
    </Modal>
  );
}

function Result({ result: { saved, failed, untried } }: { readonly result: RunResult }) {
  const { t } = useTranslation();
  const words = useFieldWords();
  return (
    <Stack gap="sm">
      <Text>{t('assignedWork.resultChanged', { count: saved.length })}</Text>
      <ul className="run-result">
        {failed.map(({ row, trouble }) => (
          <li key={row.id}>
            <Link to="/customers/$customerId" params={{ customerId: row.id }}>
              {row.name}
            </Link>
            <span className="quiet">{troubleText(words, trouble)}</span>
          </li>
        ))}
      </ul>
      {untried.length > 0 && <Text>{t('assignedWork.resultUntried', { count: untried.length })}</Text>}
    </Stack>
  );
}
