import { Button, Group, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { WordMarks } from '../conflicts/WordMarks.tsx';
import { isLong } from '../customerActions/describeAction.ts';
import { useCustomer } from './customerContext.ts';
import type { EarlierValue } from './earlierValue.ts';
import { valueText } from './fieldText.ts';
import { useRestore } from './useRestore.ts';

type Props = {
  readonly name: string;
  readonly label: string;
  readonly value: EarlierValue;
  readonly onBack: () => void;
  readonly onDone: () => void;
};

/** Asks once more: what the field holds now, and what it would hold then. */
export function RestoreValue({ name, label, value: { value }, onBack, onDone }: Props) {
  const { t } = useTranslation();
  const { words } = useCustomer();
  const { now, isTyping, canRestore, restore } = useRestore(name);
  const then = value ?? null;
  return (
    <div className="earlier-values">
      <Text>{t('customers.restoreQuestion', { field: label })}</Text>
      {isLong({ field: name, from: now, to: then }) ? (
        <div className="restore__text">
          <WordMarks before={String(now ?? '')} after={String(then ?? '')} />
        </div>
      ) : (
        <dl className="restore">
          <div>
            <dt>{t('customers.now')}</dt>
            <dd>{valueText(words, name, now)}</dd>
          </div>
          <div>
            <dt>{t('customers.then')}</dt>
            <dd>{valueText(words, name, then)}</dd>
          </div>
        </dl>
      )}
      {isTyping && (
        <Text size="sm" role="alert">
          {t('customers.restoreTyping')}
        </Text>
      )}
      <Group gap="xs">
        <Button
          size="sm"
          autoFocus
          disabled={isTyping || !canRestore(value)}
          onClick={() => {
            restore(value);
            onDone();
          }}
        >
          {t('customers.restore')}
        </Button>
        <Button size="sm" variant="default" onClick={onBack}>
          {t('customers.back')}
        </Button>
      </Group>
    </div>
  );
}
