import { canAssignCustomer } from '@caseload/shared/rules/canEditCustomer.ts';
import { Button, Group } from '@mantine/core';
import { IconArchive, IconArchiveOff, IconHandGrab, IconHandStop } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useKeys } from '../keys/useKeys.ts';
import { useSession } from '../session/sessionQuery.ts';
import { useCustomer } from './customerContext.ts';
import { FieldState } from './FieldState.tsx';
import { useField } from './useField.ts';
import { useMarkDone } from './useMarkDone.ts';
import { useUndoableChoice } from './useUndoableChoice.ts';
import { useOffers } from '../keys/useOffers.ts';

/** Claim, hand back, archive: each only where the shared rules allow it. */
export function HeaderActions() {
  const { t } = useTranslation();
  const { employee } = useSession();
  const { customer, canEdit } = useCustomer();
  const assignee = useField('assignedTo');
  const archived = useField('archived');
  const choose = useUndoableChoice();
  const markDone = useMarkDone();
  const { name } = customer;
  const isMine = customer.assignedTo === employee.id;
  const canTake = !isMine && canAssignCustomer(employee, customer, employee.id);
  const canHandBack = isMine && canAssignCustomer(employee, customer, null);

  function takeOrHandBack() {
    if (canTake) choose('assignedTo', employee.id, t('customers.taken', { name }));
    else if (canHandBack) choose('assignedTo', '', t('customers.handedBack', { name }));
  }
  function archiveOrBringBack() {
    const message = customer.archived
      ? t('customers.broughtBack', { name })
      : t('customers.wasArchived', { name });
    choose('archived', String(!customer.archived), message);
  }
  useKeys([
    { action: 'customers.takeIt', run: takeOrHandBack },
    { action: 'customers.done', run: () => markDone?.run() },
  ]);
  useOffers([
    canHandBack && { id: 'customers.handBack', label: t('customers.handBack'), run: takeOrHandBack },
    canEdit && {
      id: 'customers.archiveThis',
      label: customer.archived ? t('customers.bringBack') : t('customers.archive'),
      run: archiveOrBringBack,
    },
  ]);

  return (
    <div className="header-actions">
      <Group gap="xs">
        {canTake && (
          <Button
            variant={customer.assignedTo === null ? 'filled' : 'default'}
            leftSection={<IconHandGrab size={18} aria-hidden />}
            loading={assignee.isSaving}
            onClick={takeOrHandBack}
          >
            {t('customers.takeIt')}
          </Button>
        )}
        {canHandBack && (
          <Button
            variant="default"
            leftSection={<IconHandStop size={18} aria-hidden />}
            loading={assignee.isSaving}
            onClick={takeOrHandBack}
          >
            {t('customers.handBack')}
          </Button>
        )}
        {canEdit && (
          <Button
            variant="default"
            leftSection={
              customer.archived ? (
                <IconArchiveOff size={18} aria-hidden />
              ) : (
                <IconArchive size={18} aria-hidden />
              )
            }
            loading={archived.isSaving}
            onClick={archiveOrBringBack}
          >
            {customer.archived ? t('customers.bringBack') : t('customers.archive')}
          </Button>
        )}
      </Group>
      <FieldState field={archived} />
    </div>
  );
}
