import { Select } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useCustomer } from './customerContext.ts';
import { fieldCodec } from './fieldCodec.ts';
import { FieldHistory } from './FieldHistory.tsx';
import { FieldState, stateId } from './FieldState.tsx';
import { useField } from './useField.ts';

export type Option = { readonly value: string; readonly label: string };

type Props = {
  readonly name: string;
  readonly label: string;
  readonly options: readonly Option[];
  readonly isSearchable?: boolean;
  readonly id?: string;
};

/**
 * A choice among few, saved at once. The choice shows before the server has answered and goes back when it
 * refuses; what was chosen then stands in the message, to be tried again.
 */
export function SelectField({ name, label, options, isSearchable = false, id }: Props) {
  const { t } = useTranslation();
  const { customer } = useCustomer();
  const field = useField(name);
  const held = fieldCodec(name).toText(customer);
  const isRefused = field.edit !== null && field.edit.phase !== 'saving' && field.edit.phase !== 'typing';
  const shown = isRefused ? held : field.text;
  const chosen = options.find(({ value }) => value === field.text)?.label ?? field.text;
  return (
    <div className="field">
      <Select
        {...(id === undefined ? {} : { id })}
        label={label}
        data={options.map((option) => ({ ...option }))}
        value={shown}
        onChange={(value) => value !== null && (isRefused || value !== field.text) && field.choose(value)}
        allowDeselect={false}
        searchable={isSearchable}
        nothingFoundMessage={t(name === 'assignedTo' ? 'customers.nobodyFound' : 'customers.nothingFound')}
        maxDropdownHeight={280}
        comboboxProps={{ withinPortal: false }}
        {...(field.edit === null ? {} : { 'aria-describedby': stateId(name) })}
        error={field.edit?.phase === 'failed' || field.edit?.phase === 'undecided'}
      />
      <FieldState field={field} wanted={chosen} />
      <FieldHistory name={name} label={label} />
    </div>
  );
}
