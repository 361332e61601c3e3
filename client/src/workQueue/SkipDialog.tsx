import { skipCustomer } from '@caseload/shared/customerActions/endpoints.ts';
import { Button, Group, Modal, Radio, Stack, Text, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type SubmitEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../api/call.ts';
import { errorText } from '../api/errorText.ts';
import { CountedText } from '../ui/CountedText.tsx';
import { addAction } from '../customerActions/actionsQuery.ts';
import { useCustomer } from '../customers/customerContext.ts';
import { useKeptText } from '../customers/useKeptText.ts';
import { newKey } from '../api/newKey.ts';
import { createSkipKeys, type SkipKeys } from './skipKeys.ts';

type Props = {
  readonly isOpen: boolean;
  readonly onClose: () => void;
  readonly onSkipped: () => Promise<void>;
};

const REASONS = ['notReached', 'waitsForOthers', 'tooEarly', 'needsMoreTime', 'notMine', 'other'] as const;
type Reason = (typeof REASONS)[number];
const LONGEST = 500;
const KEPT_AS = 'skipReason';
/** The reason, and what stood in the box of one's own at that moment. */
type Skip = { readonly said: string; readonly text: string };

/** Asks why a customer is passed over, and records it. */
export function SkipDialog({ isOpen, onClose, onSkipped }: Props) {
  const { t } = useTranslation();
  // A skip that got no answer is known again when the question was closed meanwhile.
  const [keys] = useState(() => createSkipKeys(newKey));
  return (
    <Modal
      opened={isOpen}
      onClose={onClose}
      title={t('workQueue.skipTitle')}
      closeButtonProps={{ 'aria-label': t('workQueue.cancel') }}
    >
      {isOpen && <SkipForm keys={keys} onClose={onClose} onSkipped={onSkipped} />}
    </Modal>
  );
}

type FormProps = Omit<Props, 'isOpen'> & { readonly keys: SkipKeys };

function SkipForm({ keys, onClose, onSkipped }: FormProps) {
  const { t } = useTranslation();
  const { customer, mine } = useCustomer();
  const queryClient = useQueryClient();
  const [text, setText] = useKeptText(KEPT_AS);
  const [reason, setReason] = useState<Reason>(text === '' ? 'notReached' : 'other');
  const [isMissing, setMissing] = useState(false);
  const skip = useMutation({
    mutationFn: ({ said }: Skip) =>
      call(
        skipCustomer,
        { params: { id: customer.id }, body: { reason: said } },
        { idempotencyKey: keys.of(customer.id, said) },
      ),
    async onSuccess(action, { said, text: sent }) {
      keys.settle(customer.id, said);
      // What was typed since, in the question asked once more, stays.
      if (mine.typed.text(KEPT_AS) === sent) setText('');
      addAction(queryClient, action);
      onClose();
      await onSkipped();
    },
  });

  function submit(event: SubmitEvent) {
    event.preventDefault();
    const said = reason === 'other' ? text.trim() : t(`workQueue.reasons.${reason}`);
    setMissing(said === '');
    if (said !== '' && !skip.isPending) skip.mutate({ said, text });
  }

  return (
    <form onSubmit={submit}>
      <Stack>
        <Text size="sm">{t('workQueue.skipIntro')}</Text>
        <Radio.Group
          label={t('workQueue.skipReason')}
          value={reason}
          readOnly={skip.isPending}
          onChange={(value) => setReason(REASONS.find((known) => known === value) ?? 'other')}
        >
          <Stack gap="xs" mt="xs">
            {REASONS.map((value, index) => (
              <Radio
                key={value}
                value={value}
                label={t(`workQueue.reasons.${value}`)}
                {...(index === 0 ? { 'data-autofocus': true } : {})}
              />
            ))}
          </Stack>
        </Radio.Group>
        {reason === 'other' && (
          <TextInput
            label={t('workQueue.skipText')}
            value={text}
            onChange={(event) => setText(event.currentTarget.value)}
            maxLength={LONGEST}
            readOnly={skip.isPending}
            error={isMissing && text.trim() === '' ? t('workQueue.skipTextMissing') : null}
          />
        )}
        {skip.isError && (
          <Text size="sm" role="alert" c="var(--mantine-color-error)">
            <CountedText
              error={skip.error}
              textOf={(left) => t('workQueue.skipFailed', { reason: errorText(t, skip.error, left) })}
            />
          </Text>
        )}
        <Group>
          <Button type="submit" loading={skip.isPending}>
            {t('workQueue.skipNow')}
          </Button>
          <Button variant="default" onClick={onClose}>
            {t('workQueue.cancel')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
