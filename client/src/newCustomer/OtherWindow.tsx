import { Button, Group, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { NewCustomerDraft } from './newCustomerDraft.ts';

type Props = {
  readonly draft: NewCustomerDraft;
  /** Null where other text has been typed here. */
  readonly onUse: (() => void) | null;
  readonly onDiscard: () => void;
};

/** A customer half typed in another window of this browser. */
export function OtherWindow({ draft, onUse, onDiscard }: Props) {
  const { t } = useTranslation();
  const { name, email, phone, notes } = draft;
  const text = [name, email, phone, notes].filter((part) => part.trim() !== '').join(', ');
  return (
    <div>
      <Text size="sm" lineClamp={3}>
        {t('newCustomer.otherWindow', { text })}
      </Text>
      <Group gap="xs" mt={4}>
        {onUse === null ? (
          <Text size="sm" className="quiet">
            {t('newCustomer.typedHereToo')}
          </Text>
        ) : (
          <Button size="compact-sm" onClick={onUse}>
            {t('outbox.use')}
          </Button>
        )}
        <Button size="compact-sm" variant="default" onClick={onDiscard}>
          {t('outbox.discard')}
        </Button>
      </Group>
    </div>
  );
}
