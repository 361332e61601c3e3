import type { Customer } from '@caseload/shared/customers/customer.ts';
import { CUSTOM_FIELD_PREFIX } from '@caseload/shared/rules/diffCustomer.ts';
import { ActionIcon, Tooltip } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import { useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { AddCustomField } from './AddCustomField.tsx';
import { useSession } from '../session/sessionQuery.ts';
import { useCustomer } from './customerContext.ts';
import { fieldCodec, isMarked, REMOVED } from './fieldCodec.ts';
import { valueText } from './fieldText.ts';
import { LongTextField, TextField } from './TextField.tsx';
import { CheckField } from './CheckField.tsx';
import { ArchivedField, DefinedField } from './DefinedField.tsx';
import { FieldHistory } from './FieldHistory.tsx';
import { FieldState } from './FieldState.tsx';
import { useField } from './useField.ts';

const LONG = 60;

/** The fields the organisation defined, then values that came by name only, with a way to add another. */
export function CustomFields() {
  const { t } = useTranslation();
  const { customer, mine } = useCustomer();
  const definitions = useSession().organisation.customFields;
  const edited = useSyncExternalStore(mine.editing.subscribe, mine.editing.fields);
  const defined = new Set(definitions.map(({ key }) => key));
  const free = customFieldNames(customer, edited).filter((name) => !defined.has(name));
  return (
    <section className="custom-fields" aria-label={t('customers.customFields')}>
      <h2 className="custom-fields__title">{t('customers.customFields')}</h2>
      {definitions.map((definition) =>
        definition.archived ? (
          <ArchivedField key={definition.key} definition={definition} />
        ) : (
          <DefinedField key={definition.key} definition={definition} />
        ),
      )}
      {free.map((name) => (
        <FreeField key={name} name={name} />
      ))}
      <AddCustomField taken={[...defined, ...free]} />
    </section>
  );
}

/** Those the customer has and those being added, in the order of their names. */
export function customFieldNames({ fields }: Customer, edited: readonly string[]): string[] {
  const added = edited
    .filter((field) => field.startsWith(CUSTOM_FIELD_PREFIX))
    .map((field) => field.slice(CUSTOM_FIELD_PREFIX.length));
  return [...new Set([...Object.keys(fields), ...added])].sort((a, b) => a.localeCompare(b));
}

function FreeField({ name }: { readonly name: string }) {
  const { t } = useTranslation();
  const { customer, words } = useCustomer();
  const field = useField(CUSTOM_FIELD_PREFIX + name);
  const value = customer.fields[name];
  // Being removed or set back: no text that anybody could type on.
  if (isMarked(field.text)) {
    const wanted = fieldCodec(field.name).toChange(field.text, customer)?.fields?.[name];
    return (
      <div className="field">
        {field.text === REMOVED ? (
          <s className="quiet">{name}</s>
        ) : (
          <span className="field-label">{name}</span>
        )}
        {field.text !== REMOVED && <p className="field-value">{valueText(words, field.name, wanted)}</p>}
        <FieldState field={field} />
        <FieldHistory name={field.name} label={name} />
      </div>
    );
  }
  return (
    <div className="custom-fields__field">
      <div className="custom-fields__value">
        <Control name={field.name} label={name} value={value} text={field.text} />
      </div>
      <Tooltip label={t('customers.removeCustomField', { name })}>
        <ActionIcon
          variant="subtle"
          color="gray"
          aria-label={t('customers.removeCustomField', { name })}
          onClick={() => field.choose(REMOVED)}
        >
          <IconTrash size={16} aria-hidden />
        </ActionIcon>
      </Tooltip>
    </div>
  );
}

type ControlProps = {
  readonly name: string;
  readonly label: string;
  readonly value: unknown;
  readonly text: string;
};

/** What fits the value the customer holds, not the text, which may grow while it is typed. */
function Control({ name, label, value, text }: ControlProps) {
  if (typeof value === 'boolean') return <CheckField name={name} label={label} />;
  const held = value === undefined ? text : String(value);
  const isLong = held.length > LONG || held.includes('\n');
  return isLong ? <LongTextField name={name} label={label} /> : <TextField name={name} label={label} />;
}
