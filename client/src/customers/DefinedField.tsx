import type { CustomField } from '@caseload/shared/customFields/customField.ts';
import { CUSTOM_FIELD_PREFIX } from '@caseload/shared/rules/diffCustomer.ts';
import { useTranslation } from 'react-i18next';
import { useCustomer } from './customerContext.ts';
import { DayField } from './DayField.tsx';
import { FieldHistory } from './FieldHistory.tsx';
import { FieldState } from './FieldState.tsx';
import { isBlank, valueText } from './fieldText.ts';
import { NumberField } from './NumberField.tsx';
import { type Option, SelectField } from './SelectField.tsx';
import { LongTextField, TextField } from './TextField.tsx';
import { useField } from './useField.ts';

const LONG = 60;
const DAY = /^\d{4}-\d{2}-\d{2}$/u;

type Props = { readonly definition: CustomField };

/** The control for a field the organisation defined. A value of another kind, from before, is shown as text. */
export function DefinedField({ definition: { key, label, type, choices } }: Props) {
  const { t } = useTranslation();
  const { customer } = useCustomer();
  const name = CUSTOM_FIELD_PREFIX + key;
  const value = customer.fields[key] ?? null;
  const text = String(value ?? '');
  switch (type) {
    case 'text':
      return text.length > LONG || text.includes('\n') ? (
        <LongTextField name={name} label={label} />
      ) : (
        <TextField name={name} label={label} />
      );
    case 'number':
      return <NumberField name={name} label={label} />;
    case 'date':
      return text === '' || DAY.test(text) ? (
        <DayField name={name} label={label} />
      ) : (
        <TextField name={name} label={label} />
      );
    case 'choice':
      return (
        <SelectField
          name={name}
          label={label}
          options={[{ value: '', label: t('customers.noChoice') }, ...optionsOf(choices, text)]}
          isSearchable
        />
      );
  }
}

/** What the customer has stays to be seen when it is no longer among the choices. */
function optionsOf(choices: readonly string[], held: string): Option[] {
  const all = held === '' || choices.includes(held) ? choices : [...choices, held];
  return all.map((choice) => ({ value: choice, label: choice }));
}

/** A field that is no longer offered: what it holds can still be read, and its history. */
export function ArchivedField({ definition: { key, label } }: Props) {
  const { customer, words } = useCustomer();
  const name = CUSTOM_FIELD_PREFIX + key;
  const field = useField(name);
  const value = customer.fields[key];
  if (isBlank(value)) return null;
  return (
    <div className="field">
      <span className="field-label">
        {label} <span className="quiet">({words.t('words.archived')})</span>
      </span>
      <p className="field-value">{valueText(words, name, value)}</p>
      <FieldState field={field} />
      <FieldHistory name={name} label={label} />
    </div>
  );
}
