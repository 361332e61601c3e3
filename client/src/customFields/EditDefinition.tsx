import type { CustomField } from '@caseload/shared/customFields/customField.ts';
import { Button, Group, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ChoicesInput } from './ChoicesInput.tsx';
import { readChoices, writeChoices } from './choiceLines.ts';
import { DefinitionError } from './DefinitionError.tsx';
import { type CustomFieldPatch, useCustomFieldWrites } from './useCustomFieldWrites.ts';

const LABEL_MAXIMUM = 60;

type Props = { readonly field: CustomField; readonly onDone: () => void };

/** The form for the name and the choices of a field. Its key and type stay: values of customers hang on them. */
export function EditDefinition({ field, onDone }: Props) {
  const { t } = useTranslation();
  const { update } = useCustomFieldWrites();
  const [label, setLabel] = useState(field.label);
  const [choices, setChoices] = useState(() => writeChoices(field.choices));
  const isChoice = field.type === 'choice';
  const isMissing = label.trim() === '' || (isChoice && readChoices(choices).length === 0);

  function onSubmit(event: FormEvent) {
    event.preventDefault();
    if (isMissing || update.isPending) return;
    const patch: CustomFieldPatch = {
      ...(label.trim() === field.label ? {} : { label: label.trim() }),
      ...(isChoice && choices !== writeChoices(field.choices) ? { choices: readChoices(choices) } : {}),
    };
    if (Object.keys(patch).length === 0) return onDone();
    // `field` is the list's newest, so that a second try after "somebody else was quicker" is against that.
    update.mutate([{ field, patch }], { onSuccess: onDone });
  }

  return (
    <form className="definition__form" onSubmit={onSubmit} noValidate>
      <TextInput
        label={t('customFields.label')}
        value={label}
        maxLength={LABEL_MAXIMUM}
        onChange={(event) => setLabel(event.currentTarget.value)}
        autoFocus
      />
      {isChoice && <ChoicesInput value={choices} onChange={setChoices} removalHint />}
      {update.error !== null && <DefinitionError error={update.error} />}
      <Group gap="xs">
        <Button type="submit" size="sm" disabled={isMissing} loading={update.isPending}>
          {t('customFields.save')}
        </Button>
        <Button size="sm" variant="default" onClick={onDone}>
          {t('customFields.cancel')}
        </Button>
      </Group>
    </form>
  );
}
