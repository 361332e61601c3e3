import type { CustomField } from '@caseload/shared/customFields/customField.ts';
import { Alert, Button, Group, TextInput } from '@mantine/core';
import type { FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { problemOf } from '../api/errors.ts';
import { useRebasedDraft } from '../conflicts/useRebasedDraft.ts';
import { useUnsaved } from '../ui/useUnsaved.ts';
import { ChoicesInput } from './ChoicesInput.tsx';
import { readChoices } from './choiceLines.ts';
import { DefinitionError } from './DefinitionError.tsx';
import { draftOf, patchOf, rebaseDefinition } from './rebaseDefinition.ts';
import { useCustomFieldWrites } from './useCustomFieldWrites.ts';

const LABEL_MAXIMUM = 60;

type Props = { readonly field: CustomField; readonly onDone: () => void };

/** The form for the name and the choices of a field. Its key and type stay: values of customers hang on them. */
export function EditDefinition({ field, onDone }: Props) {
  const { t } = useTranslation();
  const { update, readField } = useCustomFieldWrites();
  const { base, draft, change, isTakenIn, onSaving, onError } = useRebasedDraft(field, {
    draftOf,
    rebase: rebaseDefinition,
    readNow: ({ key }) => readField(key),
  });
  const isChoice = base.type === 'choice';
  const isMissing = draft.label.trim() === '' || (isChoice && readChoices(draft.choices).length === 0);
  const isOutdated = problemOf(update.error)?.type === 'outdated';
  useUnsaved(Object.keys(patchOf(base, draft)).length > 0);

  function onSubmit(event: FormEvent) {
    event.preventDefault();
    if (isMissing || update.isPending) return;
    onSaving();
    const patch = patchOf(base, draft);
    if (Object.keys(patch).length === 0) return onDone();
    // Where only its place is another, maybe since I moved it myself, there is nothing to take in.
    const isSame = Object.keys(patchOf(base, draftOf(field))).length === 0;
    update.mutate([{ field: isSame ? field : base, patch }], {
      onSuccess: onDone,
      onError,
    });
  }

  return (
    <form className="definition__form" onSubmit={onSubmit} noValidate>
      <TextInput
        label={t('customFields.label')}
        value={draft.label}
        maxLength={LABEL_MAXIMUM}
        readOnly={update.isPending}
        onChange={(event) => change({ label: event.currentTarget.value })}
        autoFocus
      />
      {isChoice && (
        <ChoicesInput
          value={draft.choices}
          onChange={(choices) => change({ choices })}
          readOnly={update.isPending}
          removalHint
        />
      )}
      <div role="alert">
        {field.archived && <Alert color="yellow">{t('customFields.archivedMeanwhile')}</Alert>}
        {isTakenIn && <Alert color="yellow">{t('customFields.takenIn')}</Alert>}
      </div>
      {update.error !== null && !isOutdated && <DefinitionError error={update.error} />}
      <Group gap="xs">
        <Button type="submit" size="sm" disabled={isMissing} loading={update.isPending}>
          {t('customFields.save')}
        </Button>
        <Button size="sm" variant="default" disabled={update.isPending} onClick={onDone}>
          {t('customFields.cancel')}
        </Button>
      </Group>
    </form>
  );
}
