import { customFields } from '@caseload/shared/customers/customer.ts';
import { CUSTOM_FIELD_PREFIX } from '@caseload/shared/rules/diffCustomer.ts';
import { Button, Group, TextInput } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import type { TFunction } from 'i18next';
import { type FormEvent, type KeyboardEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useOffers } from '../keys/useOffers.ts';
import { useCustomer } from './customerContext.ts';
import { useKeptText } from './useKeptText.ts';

const MOST = 50;

/** A small form for a custom value of a new name. What is half typed survives a reload. */
export function AddCustomField({ taken }: { readonly taken: readonly string[] }) {
  const { t } = useTranslation();
  const { customer, mine } = useCustomer();
  const [name, setName] = useKeptText('customName');
  const [value, setValue] = useKeptText('customValue');
  const [isOpen, setOpen] = useState(name !== '' || value !== '');
  const [error, setError] = useState<string | null>(null);

  useOffers([
    !isOpen && {
      id: 'customers.addCustomField',
      label: t('customers.addCustomField'),
      run: () => setOpen(true),
    },
  ]);

  function close() {
    setName('');
    setValue('');
    setError(null);
    setOpen(false);
  }

  function onSubmit(event: FormEvent) {
    event.preventDefault();
    const reason = refusal(t, name.trim(), taken);
    setError(reason);
    if (reason !== null) return;
    const field = CUSTOM_FIELD_PREFIX + name.trim();
    mine.editing.type(field, value, customer);
    void mine.editing.commit(field);
    close();
  }

  function closeOnEscape(event: KeyboardEvent) {
    if (event.key === 'Escape') close();
  }

  if (!isOpen) {
    return (
      <Button
        size="xs"
        variant="default"
        leftSection={<IconPlus size={14} aria-hidden />}
        onClick={() => setOpen(true)}
      >
        {t('customers.addCustomField')}
      </Button>
    );
  }
  return (
    <form className="custom-fields__form" onSubmit={onSubmit}>
      <TextInput
        label={t('customers.customName')}
        description={t('customers.customNameHint')}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
        onKeyDown={closeOnEscape}
        error={error}
        maxLength={64}
        autoFocus
      />
      <TextInput
        label={t('customers.customValue')}
        value={value}
        onChange={(event) => setValue(event.currentTarget.value)}
        onKeyDown={closeOnEscape}
        maxLength={2_000}
      />
      <Group gap="xs">
        <Button size="xs" type="submit">
          {t('customers.add')}
        </Button>
        <Button size="xs" variant="default" onClick={close}>
          {t('customers.cancel')}
        </Button>
      </Group>
    </form>
  );
}

function refusal(t: TFunction, name: string, taken: readonly string[]): string | null {
  if (taken.includes(name)) return t('customers.customNameTaken');
  if (taken.length >= MOST) return t('customers.customTooMany', { count: MOST });
  return customFields.safeParse({ [name]: '' }).success ? null : t('customers.customNameInvalid');
}
