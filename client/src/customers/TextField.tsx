import { Textarea, TextInput } from '@mantine/core';
import type { KeyboardEvent } from 'react';
import { EMAIL_INPUT } from '../ui/emailInput.ts';
import { FieldHistory } from './FieldHistory.tsx';
import { FieldState, stateId } from './FieldState.tsx';
import { type Field, useField } from './useField.ts';

type Props = {
  readonly name: string;
  readonly label: string;
  readonly type?: 'text' | 'email' | 'tel' | 'datetime-local';
  readonly placeholder?: string;
  readonly id?: string;
};

/** What every typed control has: Enter and leaving save, Esc reverts. */
export function typingProps(field: Field) {
  return {
    value: field.text,
    onFocus: field.onFocus,
    onBlur: () => field.onLeave(),
    onChange: ({ currentTarget }: { readonly currentTarget: { readonly value: string } }) =>
      field.type(currentTarget.value),
    ...(field.edit === null ? {} : { 'aria-describedby': stateId(field.name) }),
    error: field.edit?.phase === 'failed' || field.edit?.phase === 'undecided',
  };
}

/** A field of one line. */
export function TextField({ name, label, type, ...input }: Props) {
  const field = useField(name);
  function onKeyDown(event: KeyboardEvent<HTMLInputElement>) {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Enter') field.commit();
    if (event.key === 'Escape') field.revert();
  }
  return (
    <div className="field">
      <TextInput
        {...input}
        {...(type === 'email' ? EMAIL_INPUT : { type })}
        {...typingProps(field)}
        label={label}
        onKeyDown={onKeyDown}
        autoComplete="off"
      />
      <FieldState field={field} />
      <FieldHistory name={name} label={label} />
    </div>
  );
}

type LongProps = Pick<Props, 'name' | 'label' | 'placeholder'> & {
  readonly hint?: string;
  readonly minRows?: number;
};

/** A field of several lines, where Enter is part of the text. */
export function LongTextField({ name, label, hint, minRows = 3, placeholder }: LongProps) {
  const field = useField(name);
  function onKeyDown(event: KeyboardEvent<HTMLTextAreaElement>) {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      field.commit();
    }
    if (event.key === 'Escape') field.revert();
  }
  return (
    <div className="field">
      <Textarea
        {...typingProps(field)}
        {...(placeholder === undefined ? {} : { placeholder })}
        label={label}
        onKeyDown={onKeyDown}
        autosize
        minRows={minRows}
        maxRows={16}
      />
      <FieldState field={field} />
      <FieldHistory name={name} label={label} />
      {field.edit?.phase === 'typing' && hint !== undefined && <p className="field-hint">{hint}</p>}
    </div>
  );
}
