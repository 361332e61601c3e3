import { PRIORITIES } from '@caseload/shared/customers/customer.ts';
import { canEditEverything } from '@caseload/shared/rules/canEditCustomer.ts';
import { useTranslation } from 'react-i18next';
import { useKeys } from '../keys/useKeys.ts';
import { useSession } from '../session/sessionQuery.ts';
import { Moment } from '../ui/Moment.tsx';
import { AssigneeField } from './AssigneeField.tsx';
import { useCustomer } from './customerContext.ts';
import { CustomFields } from './CustomFields.tsx';
import { focusField } from './focusField.ts';
import { FollowUpField } from './FollowUpField.tsx';
import { fieldLabel } from './fieldText.ts';
import { ReadOnlyDetails } from './ReadOnlyDetails.tsx';
import { SelectField } from './SelectField.tsx';
import { TagsField } from './TagsField.tsx';
import { LongTextField, TextField } from './TextField.tsx';
import { TimeField } from './TimeField.tsx';

/** The right column: every field, each saved on its own. */
export function CustomerDetails({ isMovedMeanwhile }: { readonly isMovedMeanwhile: boolean }) {
  const { t } = useTranslation();
  const { canEdit } = useCustomer();
  return (
    <section className="details" aria-label={t('customers.details')}>
      {canEdit ? <EditableDetails /> : <ReadOnlyDetails isTypedElsewhere={isMovedMeanwhile} />}
      <Stamps />
    </section>
  );
}

function EditableDetails() {
  const { t } = useTranslation();
  const { employee, organisation } = useSession();
  useKeys([
    { action: 'customers.status', run: () => focusField('field-status') },
    { action: 'customers.priority', run: () => focusField('field-priority') },
    { action: 'customers.due', run: () => focusField('field-dueAt') },
  ]);
  const { customer } = useCustomer();
  const statuses = organisation.statuses
    .filter(({ key, archived }) => !archived || key === customer.status)
    .map(({ key, label }) => ({ value: key, label }));
  const priorities = PRIORITIES.map((value) => ({ value, label: t(`words.priority.${value}`) }));
  return (
    <>
      <SelectField id="field-status" name="status" label={fieldLabel(t, 'status')} options={statuses} />
      <SelectField
        id="field-priority"
        name="priority"
        label={fieldLabel(t, 'priority')}
        options={priorities}
      />
      <AssigneeField canAssignAll={canEditEverything(employee)} />
      <TimeField id="field-dueAt" name="dueAt" label={fieldLabel(t, 'dueAt')} />
      <FollowUpField />
      <TextField name="email" type="email" label={fieldLabel(t, 'email')} />
      <TextField name="phone" type="tel" label={fieldLabel(t, 'phone')} />
      <TagsField />
      <LongTextField
        name="notes"
        label={fieldLabel(t, 'notes')}
        placeholder={t('customers.notesPlaceholder')}
        hint={t('customers.saveHintLong')}
      />
      <CustomFields />
    </>
  );
}

function Stamps() {
  const { t } = useTranslation();
  const { customer } = useCustomer();
  return (
    <dl className="stamps">
      <div>
        <dt>{t('customers.created')}</dt>
        <dd>
          <Moment at={customer.createdAt} />
        </dd>
      </div>
      <div>
        <dt>{t('customers.updated')}</dt>
        <dd>
          <Moment at={customer.updatedAt} />
        </dd>
      </div>
    </dl>
  );
}
