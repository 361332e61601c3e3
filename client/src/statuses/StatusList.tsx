import type { ManagedStatus } from '@caseload/shared/statuses/endpoints.ts';
import { ActionIcon, Alert, Button } from '@mantine/core';
import { IconArrowDown, IconArrowUp } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useOfferUndo } from '../undo/useOfferUndo.ts';
import { EditStatus } from './EditStatus.tsx';
import { StatusError } from './StatusError.tsx';
import { keepsOpenAfter, placeAfterMove } from './statusRules.ts';
import { useStatusWrites } from './useStatusWrites.ts';

type Props = {
  readonly label: string;
  readonly statuses: readonly ManagedStatus[];
  /** Also those of the other list. */
  readonly all: readonly ManagedStatus[];
  /** The keys of those whose form is open. */
  readonly edited: ReadonlySet<string>;
  readonly onEdit: (key: string, isOpen: boolean) => void;
};

/** Statuses in the order they are shown, each with what can be done to it. */
export function StatusList({ label, statuses, all, edited, onEdit }: Props) {
  const { t } = useTranslation();
  const { update } = useStatusWrites();
  const offerUndo = useOfferUndo();
  const [kept, setKept] = useState<string | null>(null);
  if (statuses.length === 0) return null;

  function move(status: ManagedStatus, by: 1 | -1) {
    const inUse = statuses.filter(({ archived }) => !archived);
    const position = placeAfterMove(inUse, status.key, by);
    setKept(null);
    if (position !== null && !update.isPending) update.mutate({ status, patch: { position } });
  }

  function archive(status: ManagedStatus) {
    if (update.isPending) return;
    // Said instead of a button that does nothing.
    if (!keepsOpenAfter(all, status.key, { archived: true })) return setKept(status.label);
    setKept(null);
    update.mutate(
      { status, patch: { archived: true } },
      {
        onSuccess: (saved) =>
          offerUndo({
            message: t('statuses.wasArchived', { label: saved.label }),
            undo: async () => void (await update.mutateAsync({ status: saved, patch: { archived: false } })),
          }),
      },
    );
  }

  function stopEditing(key: string) {
    onEdit(key, false);
    requestAnimationFrame(() => document.getElementById(editButtonId(key))?.focus());
  }

  return (
    <>
      {update.error !== null && <StatusError error={update.error} />}
      {kept !== null && (
        <Alert color="yellow" role="alert">
          {t('statuses.lastOpen', { label: kept })}
        </Alert>
      )}
      <ul className="statuses__list" aria-label={label}>
        {statuses.map((status, index) => (
          <li key={status.key} className="status-line">
            {edited.has(status.key) ? (
              <EditStatus status={status} all={all} onDone={() => stopEditing(status.key)} />
            ) : (
              <>
                <Facts status={status} />
                <div className="status-line__buttons">
                  {!status.archived && (
                    <>
                      <ActionIcon
                        variant="default"
                        aria-label={t('statuses.up', { label: status.label })}
                        // Not while it moves: the focus would be lost with the button.
                        aria-disabled={index === 0}
                        data-disabled={index === 0}
                        onClick={() => move(status, -1)}
                      >
                        <IconArrowUp size={16} aria-hidden />
                      </ActionIcon>
                      <ActionIcon
                        variant="default"
                        aria-label={t('statuses.down', { label: status.label })}
                        aria-disabled={index === statuses.length - 1}
                        data-disabled={index === statuses.length - 1}
                        onClick={() => move(status, 1)}
                      >
                        <IconArrowDown size={16} aria-hidden />
                      </ActionIcon>
                      <Button
                        id={editButtonId(status.key)}
                        size="xs"
                        variant="default"
                        aria-label={t('statuses.editOne', { label: status.label })}
                        onClick={() => onEdit(status.key, true)}
                      >
                        {t('statuses.edit')}
                      </Button>
                      <Button
                        size="xs"
                        variant="default"
                        aria-label={t('statuses.archiveOne', { label: status.label })}
                        onClick={() => archive(status)}
                      >
                        {t('statuses.archive')}
                      </Button>
                    </>
                  )}
                  {status.archived && (
                    <Button
                      size="xs"
                      variant="default"
                      disabled={update.isPending}
                      aria-label={t('statuses.bringBackOne', { label: status.label })}
                      onClick={() => update.mutate({ status, patch: { archived: false } })}
                    >
                      {t('statuses.bringBack')}
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

function Facts({ status: { key, label, category, customerCount } }: { readonly status: ManagedStatus }) {
  const { t, i18n } = useTranslation();
  const formatted = customerCount.toLocaleString(i18n.language);
  return (
    <div className="status-line__facts">
      <strong>{label}</strong>
      <span className="quiet">
        {t(`statuses.categories.${category}`)} ·{' '}
        <Link
          className="status-line__customers"
          to="/customers"
          search={{ status: [key], archived: 'any' }}
          preload={false}
        >
          {t('statuses.customers', { count: customerCount, formatted })}
        </Link>{' '}
        · <code translate="no">{key}</code>
      </span>
    </div>
  );
}

const editButtonId = (key: string) => `edit-status-${key}`;
