import { CloseButton, TextInput } from '@mantine/core';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { fromLocalInput, toLocalInput } from '../time/localInput.ts';
import { usePlace } from '../time/place.ts';
import { FieldHistory } from './FieldHistory.tsx';
import { FieldState } from './FieldState.tsx';
import { typingProps } from './TextField.tsx';
import { useField } from './useField.ts';

type Props = {
  readonly name: 'dueAt' | 'followUpAt';
  readonly label: string;
  readonly id?: string;
};

/**
 * A day and time in the person's own zone. The browser keeps the half-typed parts, which have no value yet;
 * setting the value on every change, as React does, would wipe them out.
 */
export function TimeField({ name, label, id }: Props) {
  const { t } = useTranslation();
  const { timeZone } = usePlace();
  const field = useField(name);
  const input = useRef<HTMLInputElement>(null);
  const [isPartial, setPartial] = useState(false);
  const { value: _text, onBlur: _onBlur, onChange: _onChange, ...props } = typingProps(field);
  const value = toLocalInput(field.text === '' ? null : field.text, timeZone);

  useEffect(() => show(value), [value]);

  function show(text: string) {
    if (input.current !== null && input.current.value !== text) input.current.value = text;
  }

  /** While a year is typed it reads `0020`, which nobody means. */
  function onType({ value: typed, validity }: HTMLInputElement) {
    const moment = typed === '' || typed.startsWith('0') ? null : fromLocalInput(typed, timeZone);
    const isComplete = !validity.badInput && (typed === '' || moment !== null);
    setPartial(!isComplete);
    if (isComplete) field.type(moment ?? '');
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
        {...(id === undefined ? {} : { id })}
        ref={input}
        type="datetime-local"
        label={label}
        min="1900-01-01T00:00"
        max="9999-12-31T00:00"
        defaultValue={value}
        onChange={(event) => onType(event.currentTarget)}
        onBlur={() => field.onLeave(!isPartial)}
        onKeyDown={onKeyDown}
        rightSection={
          value !== '' && (
            <CloseButton
              size="sm"
              aria-label={t('customers.clear', { field: label })}
              onClick={() => {
                setPartial(false);
                field.choose('');
              }}
            />
          )
        }
      />
      {isPartial && <p className="field-note">{t('customers.incompleteTime')}</p>}
      <FieldState field={field} />
      <FieldHistory name={name} label={label} />
    </div>
  );
}
