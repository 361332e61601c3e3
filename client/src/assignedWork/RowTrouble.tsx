import { Button, CloseButton } from '@mantine/core';
import { IconAlertCircle } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useFieldWords } from '../customers/useFieldWords.ts';
import { CountedText } from '../ui/CountedText.tsx';
import type { RowTrouble as Trouble } from './rowChanges.ts';
import { insistText, troubleText } from './troubleText.ts';

type Props = {
  readonly trouble: Trouble;
  readonly onInsist: () => void;
  readonly onDismiss: () => void;
};

/** Why a change of this row was taken back, and what can be done about it. */
export function RowTrouble({ trouble, onInsist, onDismiss }: Props) {
  const { t } = useTranslation();
  const words = useFieldWords();
  const textOf = (secondsLeft?: number) => troubleText(words, trouble, secondsLeft);
  return (
    <div className="row-trouble" role="alert">
      <IconAlertCircle size={16} aria-hidden />
      <span className="row-trouble__text" title={textOf()}>
        <CountedText error={trouble.kind === 'failed' ? trouble.error : null} textOf={textOf} />
      </span>
      <Button size="compact-xs" variant="default" onClick={onInsist}>
        {insistText(words, trouble)}
      </Button>
      <CloseButton size="sm" aria-label={t('assignedWork.dismiss')} onClick={onDismiss} />
    </div>
  );
}
