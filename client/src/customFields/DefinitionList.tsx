import type { CustomField } from '@caseload/shared/customFields/customField.ts';
import { ActionIcon, Button } from '@mantine/core';
import { IconArrowDown, IconArrowUp } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useOfferUndo } from '../undo/useOfferUndo.ts';
import { DefinitionError } from './DefinitionError.tsx';
import { EditDefinition } from './EditDefinition.tsx';
import { moves } from './reorder.ts';
import { useCustomFieldWrites } from './useCustomFieldWrites.ts';

type Props = {
  readonly label: string;
  readonly fields: readonly CustomField[];
  /** The keys of those whose form is open. */
  readonly edited: ReadonlySet<string>;
  readonly onEdit: (key: string, isOpen: boolean) => void;
};

/** Definitions in the order they are shown, each with what can be done to it. */
export function DefinitionList({ label, fields, edited, onEdit }: Props) {
  const { t } = useTranslation();
  const { update } = useCustomFieldWrites();
  const offerUndo = useOfferUndo();
  if (fields.length === 0) return null;

  function move({ key }: CustomField, by: 1 | -1) {
    const inUse = fields.filter(({ archived }) => !archived);
    const writes = moves(inUse, key, by).map(({ field, position }) => ({ field, patch: { position } }));
    if (writes.length > 0) update.mutate(writes);
  }

  function stopEditing(key: string) {
    onEdit(key, false);
    requestAnimationFrame(() => document.getElementById(editButtonId(key))?.focus());
  }

  async function archive(field: CustomField) {
    const [saved] = await update.mutateAsync([{ field, patch: { archived: true } }]);
    if (saved === undefined) return;
    offerUndo({
      message: t('customFields.wasArchived', { label: field.label }),
      undo: async () => void (await update.mutateAsync([{ field: saved, patch: { archived: false } }])),
    });
  }

  return (
    <>
      {update.error !== null && <DefinitionError error={update.error} />}
      <ul className="definitions__list" aria-label={label}>
        {fields.map((field, index) => (
          <li key={field.key} className="definition">
            {edited.has(field.key) ? (
              <EditDefinition field={field} onDone={() => stopEditing(field.key)} />
            ) : (
              <>
                <Facts field={field} />
                <div className="definition__buttons">
                  {!field.archived && (
                    <>
                      <ActionIcon
                        variant="default"
                        aria-label={t('customFields.up', { label: field.label })}
                        disabled={index === 0 || update.isPending}
                        onClick={() => move(field, -1)}
                      >
                        <IconArrowUp size={16} aria-hidden />
                      </ActionIcon>
                      <ActionIcon
                        variant="default"
                        aria-label={t('customFields.down', { label: field.label })}
                        disabled={index === fields.length - 1 || update.isPending}
                        onClick={() => move(field, 1)}
                      >
                        <IconArrowDown size={16} aria-hidden />
                      </ActionIcon>
                      <Button
                        size="xs"
                        variant="default"
                        id={editButtonId(field.key)}
                        aria-label={t('customFields.editOne', { label: field.label })}
                        onClick={() => onEdit(field.key, true)}
                      >
                        {t('customFields.edit')}
                      </Button>
                      <Button
                        size="xs"
                        variant="default"
                        disabled={update.isPending}
                        aria-label={t('customFields.archiveOne', { label: field.label })}
                        onClick={() => void archive(field).catch(() => undefined)}
                      >
                        {t('customFields.archive')}
                      </Button>
                    </>
                  )}
                  {field.archived && (
                    <Button
                      size="xs"
                      variant="default"
                      disabled={update.isPending}
                      aria-label={t('customFields.bringBackOne', { label: field.label })}
                      onClick={() => update.mutate([{ field, patch: { archived: false } }])}
                    >
                      {t('customFields.bringBack')}
                    </Button>
                  )}
                </div>
              </>
            )}
          </li>
        ))}
      </ul>
    </>
  );
}

function Facts({ field: { key, label, type, choices } }: { readonly field: CustomField }) {
  const { t } = useTranslation();
  return (
    <div className="definition__facts">
      <strong>{label}</strong>
      <span className="quiet">
        {t(`customFields.types.${type}`)} · <code>{key}</code>
      </span>
      {choices.length > 0 && <span className="definition__choices">{choices.join(' · ')}</span>}
    </div>
  );
}

const editButtonId = (key: string) => `edit-field-${key}`;
