import { TextInput } from '@mantine/core';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { FieldHistory } from './FieldHistory.tsx';
import { FieldState } from './FieldState.tsx';
import { typingProps } from './TextField.tsx';
import { useField } from './useField.ts';

type Props = { readonly name: string; readonly label: string };

/** A calendar day with the browser's own calendar, which keeps the half-typed parts; see `TimeField`. */
export function DayField({ name, label }: Props) {
  const { t } = useTranslation();
  const field = useField(name);
  const input = useRef<HTMLInputElement>(null);
  const [isPartial, setPartial] = useState(false);
  const { value, onBlur: _onBlur, onChange: _onChange, ...props } = typingProps(field);

  useEffect(() => show(value), [value]);

  function show(text: string) {
    if (input.current !== null && input.current.value !== text) input.current.value = text;
  }

  /** While a year is typed it reads `0020`, which nobody means. */
  function onType({ value: typed, validity }: HTMLInputElement) {
    const isComplete = !validity.badInput && !typed.startsWith('0');
    setPartial(!isComplete);
    if (isComplete) field.type(typed);
  }

  function onKeyDown(event: KeyboardEvent<HTMLInputElement>) {
    if (event.key === 'Enter' && !isPartial) field.commit();
    if (event.key !== 'Escape') return;
    setPartial(false);
    if (input.current !== null) input.current.value = '';
    show(value);
    field.revert();
  }

  return (
    <div className="field">
      <TextInput
        {...props}
        ref={input}
        type="date"
        label={label}
        min="0001-01-01"
        max="9999-12-31"
        defaultValue={value}
        onChange={(event) => onType(event.currentTarget)}
        onBlur={() => field.onLeave(!isPartial)}
        onKeyDown={onKeyDown}
      />
      {isPartial && <p className="field-note">{t('customers.incompleteDay')}</p>}
      <FieldState field={field} />
      <FieldHistory name={name} label={label} />
    </div>
  );
}
