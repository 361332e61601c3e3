import { Textarea } from '@mantine/core';
import { useTranslation } from 'react-i18next';

type Props = {
  readonly value: string;
  readonly onChange: (text: string) => void;
  /** While they are being saved. */
  readonly readOnly: boolean;
  /** Whether customers may have one of them already. */
  readonly removalHint?: boolean;
};

/** The choices, one on each line, in the order they are offered. */
export function ChoicesInput({ value, onChange, readOnly, removalHint = false }: Props) {
  const { t } = useTranslation();
  return (
    <Textarea
      label={t('customFields.choices')}
      description={t(removalHint ? 'customFields.choicesRemovalHint' : 'customFields.choicesHint')}
      value={value}
      readOnly={readOnly}
      onChange={(event) => onChange(event.currentTarget.value)}
      autosize
      minRows={3}
      maxRows={14}
    />
  );
}
