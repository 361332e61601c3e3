import { VisuallyHidden } from '@mantine/core';
import type { KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { holdFocus } from './holdFocus.ts';
import { keepTyped } from './typedAhead.ts';

type Props = { readonly onClose: () => void };

/** Stands for a dialog that is on its way: keys go here instead of to the page, and what is typed on to the dialog. */
export function DialogAwaited({ onClose }: Props) {
  const { t } = useTranslation();
  function onKeyDown(event: KeyboardEvent) {
    if (event.key === 'Escape') onClose();
    if (event.key === 'Tab') event.preventDefault();
  }
  return (
    <VisuallyHidden role="dialog" aria-modal aria-busy aria-label={t('words.opening')} ref={holdFocus}>
      <input aria-label={t('words.opening')} ref={keepOnLeaving} onKeyDown={onKeyDown} />
    </VisuallyHidden>
  );
}

function keepOnLeaving(field: HTMLInputElement | null) {
  return () => keepTyped(field?.value ?? '');
}
