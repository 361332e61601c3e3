import { ActionIcon, TextInput, Tooltip } from '@mantine/core';
import { IconPencil } from '@tabler/icons-react';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { PageHeading } from '../ui/PageHeading.tsx';
import { useCustomer } from './customerContext.ts';
import { FieldHistory } from './FieldHistory.tsx';
import { FieldState } from './FieldState.tsx';
import { fieldLabel } from './fieldText.ts';
import { typingProps } from './TextField.tsx';
import { useField } from './useField.ts';
import { useOffers } from '../keys/useOffers.ts';

/** The name as the page's heading; a press on the pencil makes it a field. */
export function NameField() {
  const { t } = useTranslation();
  const { customer, canEdit } = useCustomer();
  const field = useField('name');
  const [isOpen, setOpen] = useState(false);
  const isTyped = field.edit !== null && field.edit.phase !== 'saving';
  const isField = canEdit && (isOpen || isTyped);
  useOffers([
    canEdit && { id: 'customers.editName', label: t('customers.editName'), run: () => setOpen(true) },
  ]);
  const { onBlur, ...props } = typingProps(field);
  const pencil = useRef<HTMLButtonElement>(null);
  const isClosedByKey = useRef(false);

  // The box goes, and the focus would go with it.
  useEffect(() => {
    if (!isField && isClosedByKey.current) pencil.current?.focus();
    isClosedByKey.current = false;
  }, [isField]);

  function onKeyDown(event: KeyboardEvent<HTMLInputElement>) {
    if (event.nativeEvent.isComposing || (event.key !== 'Enter' && event.key !== 'Escape')) return;
    // The key would press the pencil, which has the focus by then.
    event.preventDefault();
    if (event.key === 'Enter') field.commit();
    else field.revert();
    isClosedByKey.current = true;
    setOpen(false);
  }

  return (
    <div className="customer-name">
      <div className={isField ? 'customer-name__hidden' : 'customer-name__heading'}>
        <PageHeading tabTitle={customer.name}>{field.isSaving ? field.text : customer.name}</PageHeading>
        {canEdit && !isField && (
          <Tooltip label={t('customers.editName')}>
            <ActionIcon
              ref={pencil}
              variant="subtle"
              color="gray"
              aria-label={t('customers.editName')}
              onClick={() => setOpen(true)}
            >
              <IconPencil size={18} aria-hidden />
            </ActionIcon>
          </Tooltip>
        )}
        {!isField && <FieldHistory name="name" label={fieldLabel(t, 'name')} />}
        {!isField && <FieldState field={field} />}
      </div>
      {isField && (
        <TextInput
          {...props}
          size="md"
          aria-label={fieldLabel(t, 'name')}
          onKeyDown={onKeyDown}
          onBlur={() => {
            isClosedByKey.current = false;
            setOpen(false);
            onBlur();
          }}
          autoFocus={isOpen}
          autoComplete="off"
        />
      )}
      {isField && <FieldState field={field} />}
    </div>
  );
}
