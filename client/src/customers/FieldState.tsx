import { Button, Loader } from '@mantine/core';
import { IconAlertCircle, IconCheck, IconHistory } from '@tabler/icons-react';
import { type ReactNode, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isFocusFree } from '../shell/focus.ts';
import { useNow } from '../time/useNow.ts';
import { formatAgo } from '../time/formatTime.ts';
import { usePlace } from '../time/place.ts';
import { CountedText } from '../ui/CountedText.tsx';
import { useCustomer } from './customerContext.ts';
import { fieldErrorText } from './fieldErrorText.ts';
import { fieldLabel } from './fieldText.ts';
import type { Field } from './useField.ts';
import './fieldState.css';

const TICK_MS = 4_000;

export function stateId(field: string): string {
  return `state-${field}`;
}

type Props = {
  readonly field: Field;
  /** The value that a failed save wanted, where the control shows the one held again. */
  readonly wanted?: string;
};

/** What is going on with a field: saving and saved beside its label, why not and what can be done below it. */
export function FieldState({ field, wanted }: Props) {
  const { t } = useTranslation();
  const { customFields } = useCustomer().words;
  const { edit } = field;
  const isJustSaved = useJustSaved(field.savedAt);
  if (edit === null && field.putAway !== null) {
    return (
      <Line field={field} kind="away">
        {t('customers.reverted')}
        <Action onClick={field.bringBack}>{t('customers.bringTextBack')}</Action>
      </Line>
    );
  }
  if (edit === null) return isJustSaved ? <Saved field={field} /> : null;
  switch (edit.phase) {
    case 'typing':
      return null;
    case 'saving':
      return (
        <Line field={field} kind="saving" icon={<Loader size={12} aria-hidden />}>
          {t('customers.saving')}
        </Line>
      );
    case 'failed':
      return <Failed field={field} {...(wanted === undefined ? {} : { wanted })} />;
    case 'undecided':
      return (
        <Line field={field} kind="failed" icon={<IconAlertCircle size={16} aria-hidden />}>
          {t('customers.typedMeanwhile', { what: fieldLabel(t, field.name, customFields) })}
          <Action onClick={field.commit}>{t('customers.decide')}</Action>
          <Action onClick={field.revert}>{t('customers.discard')}</Action>
        </Line>
      );
    case 'restored':
      return <Restored field={field} typedAt={edit.typedAt} />;
  }
}

function Saved({ field }: { readonly field: Field }) {
  const { t } = useTranslation();
  return (
    <Line field={field} kind="saved" icon={<IconCheck size={16} aria-hidden />}>
      {t('customers.saved')}
    </Line>
  );
}

function Failed({ field, wanted }: Props) {
  const { t } = useTranslation();
  const error = field.edit?.error;
  function textOf(secondsLeft: number): string {
    const reason = fieldErrorText(t, field.name, error, secondsLeft);
    if (wanted === undefined) return t('customers.notSaved', { reason });
    return t('customers.notSavedChoice', { value: wanted, reason });
  }
  return (
    <Line field={field} kind="failed" icon={<IconAlertCircle size={16} aria-hidden />}>
      <CountedText error={error} textOf={textOf} />
      <Action onClick={field.commit}>{t('customers.retry')}</Action>
      <Action onClick={field.revert}>{t('customers.discard')}</Action>
    </Line>
  );
}

function Restored({ field, typedAt }: { readonly field: Field; readonly typedAt: string }) {
  const { t } = useTranslation();
  const when = formatAgo(new Date(typedAt), useNow(), usePlace());
  return (
    <Line field={field} kind="kept" icon={<IconHistory size={16} aria-hidden />}>
      {when === null ? t('customers.restoredJustNow') : t('customers.restored', { when })}
      <Action onClick={field.commit}>{t('customers.save')}</Action>
      <Action onClick={field.revert}>{t('customers.discard')}</Action>
    </Line>
  );
}

type LineProps = {
  readonly field: Field;
  readonly kind: 'saving' | 'saved' | 'away' | 'failed' | 'kept';
  readonly icon?: ReactNode;
  readonly children: ReactNode;
};

function Line({ field, kind, icon, children }: LineProps) {
  return (
    <div className="field-state" data-kind={kind} id={stateId(field.name)}>
      {icon}
      <div className="field-state__text">{children}</div>
    </div>
  );
}

function Action({ onClick, children }: { readonly onClick: () => void; readonly children: string }) {
  return (
    <Button ref={leaveToField} size="compact-xs" variant="default" onClick={onClick}>
      {children}
    </Button>
  );
}

/** A ref for what goes away once it is pressed: whoever pressed it by a key goes on in its field. */
function leaveToField(button: HTMLButtonElement) {
  return () => {
    if (!button.matches(':focus-visible')) return;
    const control = button.closest('.field')?.querySelector<HTMLElement>('input, textarea');
    // Not before the button is gone: until then the field would not be told that it has the focus.
    queueMicrotask(() => isFocusFree() && control?.focus());
  };
}

function useJustSaved(savedAt: number | null): boolean {
  const [seen, setSeen] = useState<number | null>(null);
  useEffect(() => {
    if (savedAt === null) return undefined;
    const left = savedAt + TICK_MS - Date.now();
    const timer = setTimeout(() => setSeen(savedAt), Math.max(0, left));
    return () => clearTimeout(timer);
  }, [savedAt]);
  return savedAt !== null && seen !== savedAt && savedAt + TICK_MS > Date.now();
}
