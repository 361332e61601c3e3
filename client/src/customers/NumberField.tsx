import { TextInput } from '@mantine/core';
import type { KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { readNumber, withoutThousands } from '../customFields/readNumber.ts';
import { localeOf, usePlace } from '../time/place.ts';
import { FieldHistory } from './FieldHistory.tsx';
import { FieldState } from './FieldState.tsx';
import { typingProps } from './TextField.tsx';
import { useField } from './useField.ts';

type Props = { readonly name: string; readonly label: string };

/** A number as the person's language writes it. What is no number yet, or may be another, stays where it is and is not sent. */
export function NumberField({ name, label }: Props) {
  const { t } = useTranslation();
  const { language } = usePlace();
  const field = useField(name);
  const isNumber = field.text.trim() === '' || readNumber(field.text) !== null;
  const isUnreadable = field.edit !== null && !isNumber;
  const meant = field.edit === null ? null : withoutThousands(field.text, localeOf(language));
  function onKeyDown(event: KeyboardEvent<HTMLInputElement>) {
    if (event.key === 'Enter' && meant === null) field.commit();
    if (event.key === 'Escape') field.revert();
  }
  return (
    <div className="field">
      <TextInput
        {...typingProps(field)}
        onBlur={() => field.onLeave(meant === null)}
        value={field.edit === null ? asWritten(field.text, language) : field.text}
        inputMode="decimal"
        label={label}
        onKeyDown={onKeyDown}
        autoComplete="off"
      />
      {meant !== null && <p className="field-note">{t('customers.thousands', { meant })}</p>}
      {isUnreadable && <p className="field-note">{t('customers.notANumber')}</p>}
      <FieldState field={field} />
      <FieldHistory name={name} label={label} />
    </div>
  );
}

function asWritten(text: string, language: string): string {
  const number = readNumber(text);
  if (number === null) return text;
  const { format } = new Intl.NumberFormat(localeOf(language), {
    useGrouping: false,
    maximumFractionDigits: 20,
  });
  return format(number);
}
