import { useTranslation } from 'react-i18next';
import { useKeys } from '../keys/useKeys.ts';
import { useCustomer } from './customerContext.ts';
import { focusField } from './focusField.ts';
import { FieldHistory } from './FieldHistory.tsx';
import { FieldState } from './FieldState.tsx';
import { fieldLabel, valueText } from './fieldText.ts';
import { SelectField } from './SelectField.tsx';
import { useField } from './useField.ts';
import { usePeople } from './useFieldWords.ts';

/** Who is responsible. Supervisors choose among everybody; others take it or hand it back in the header. */
export function AssigneeField({ canAssignAll }: { readonly canAssignAll: boolean }) {
  return canAssignAll ? <ChooseAssignee /> : <ShownAssignee />;
}

function ChooseAssignee() {
  const { t } = useTranslation();
  const { customer } = useCustomer();
  const people = usePeople();
  useKeys([{ action: 'customers.assign', run: () => focusField('field-assignedTo') }]);
  const options = [
    { value: '', label: t('customers.nobody') },
    ...people
      .filter(({ id, active }) => active || id === customer.assignedTo)
      .map(({ id, name, openCount }) => ({
        value: id,
        label: t('customers.personLoad', { name, openCount }),
      })),
  ];
  return (
    <SelectField
      id="field-assignedTo"
      name="assignedTo"
      label={fieldLabel(t, 'assignedTo')}
      options={options}
      isSearchable
    />
  );
}

function ShownAssignee() {
  const { t } = useTranslation();
  const { customer, words } = useCustomer();
  const field = useField('assignedTo');
  const shown = field.isSaving ? field.text || null : customer.assignedTo;
  return (
    <div className="field">
      <span className="field-label">{fieldLabel(t, 'assignedTo')}</span>
      <p className="field-value">{valueText(words, 'assignedTo', shown)}</p>
      <FieldState field={field} wanted={valueText(words, 'assignedTo', field.text)} />
      <FieldHistory name="assignedTo" label={fieldLabel(t, 'assignedTo')} />
    </div>
  );
}
