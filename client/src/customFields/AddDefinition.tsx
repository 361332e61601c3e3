import {
  CUSTOM_FIELD_TYPES,
  type CustomField,
  type CustomFieldType,
  customFieldKey,
} from '@caseload/shared/customFields/customField.ts';
import { Button, Group, Radio, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useUnsaved } from '../ui/useUnsaved.ts';
import { ChoicesInput } from './ChoicesInput.tsx';
import { readChoices } from './choiceLines.ts';
import { DefinitionError } from './DefinitionError.tsx';
import { keyFromLabel } from './keyFromLabel.ts';
import { useCustomFieldWrites } from './useCustomFieldWrites.ts';

const LABEL_MAXIMUM = 60;

type Props = { readonly known: readonly CustomField[]; readonly onDone: () => void };

/** The form for a new field. Its key is made of its name until somebody writes another. */
export function AddDefinition({ known, onDone }: Props) {
  const { t } = useTranslation();
  const { create } = useCustomFieldWrites();
  const [label, setLabel] = useState('');
  const [ownKey, setOwnKey] = useState<string | null>(null);
  const [type, setType] = useState<CustomFieldType>('text');
  const [choices, setChoices] = useState('');
  const key = ownKey ?? keyFromLabel(label);
  const keyFault = faultOf(key);
  useUnsaved(label + choices + (ownKey ?? '') !== '');
  const isMissing = label.trim() === '' || (type === 'choice' && readChoices(choices).length === 0);

  function faultOf(text: string) {
    if (known.some((field) => field.key === text)) return t('customFields.keyTaken');
    return text === '' || customFieldKey.safeParse(text).success ? null : t('customFields.keyInvalid');
  }

  function onSubmit(event: FormEvent) {
    event.preventDefault();
    if (isMissing || key === '' || keyFault !== null || create.isPending) return;
    const body = { key, label: label.trim(), type, choices: type === 'choice' ? readChoices(choices) : [] };
    create.mutate(body, { onSuccess: onDone });
  }

  return (
    <form className="definition definition__form" onSubmit={onSubmit} noValidate>
      <TextInput
        label={t('customFields.label')}
        value={label}
        maxLength={LABEL_MAXIMUM}
        readOnly={create.isPending}
        onChange={(event) => setLabel(event.currentTarget.value)}
        autoFocus
      />
      <Radio.Group
        label={t('customFields.type')}
        value={type}
        readOnly={create.isPending}
        onChange={(value) => setType(CUSTOM_FIELD_TYPES.find((each) => each === value) ?? 'text')}
      >
        <Group gap="md" mt={4}>
          {CUSTOM_FIELD_TYPES.map((each) => (
            <Radio key={each} value={each} label={t(`customFields.types.${each}`)} />
          ))}
        </Group>
      </Radio.Group>
      {type === 'choice' && (
        <ChoicesInput value={choices} onChange={setChoices} readOnly={create.isPending} />
      )}
      <TextInput
        label={t('customFields.key')}
        description={t('customFields.keyHint')}
        value={key}
        maxLength={64}
        readOnly={create.isPending}
        error={keyFault}
        onChange={(event) => setOwnKey(event.currentTarget.value)}
        autoCapitalize="none"
        spellCheck={false}
      />
      {create.error !== null && <DefinitionError error={create.error} />}
      <Group gap="xs">
        <Button
          type="submit"
          size="sm"
          disabled={isMissing || key === '' || keyFault !== null}
          loading={create.isPending}
        >
          {t('customFields.create')}
        </Button>
        <Button size="sm" variant="default" disabled={create.isPending} onClick={onDone}>
          {t('customFields.cancel')}
        </Button>
      </Group>
    </form>
  );
}
