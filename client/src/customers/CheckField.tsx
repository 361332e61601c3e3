import { Checkbox } from '@mantine/core';
import { FieldHistory } from './FieldHistory.tsx';
import { FieldState, stateId } from './FieldState.tsx';
import { useField } from './useField.ts';

/** A yes or no, saved at once. */
export function CheckField({ name, label }: { readonly name: string; readonly label: string }) {
  const field = useField(name);
  return (
    <div className="field">
      <Checkbox
        label={label}
        checked={field.text === 'true'}
        onChange={(event) => field.choose(String(event.currentTarget.checked))}
        {...(field.edit === null ? {} : { 'aria-describedby': stateId(name) })}
      />
      <FieldState field={field} />
      <FieldHistory name={name} label={label} />
    </div>
  );
}
