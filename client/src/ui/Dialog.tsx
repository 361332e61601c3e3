import { Modal } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { type ReactNode, useId, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { CONTENT_ID, isFocusFree } from '../shell/focus.ts';
import { unsavedDesk, UnsavedPlace } from './useUnsaved.ts';

type Props = {
  readonly isOpen: boolean;
  readonly onClose: () => void;
  readonly title: string;
  /** The id of what gets the focus afterwards, since the menu a dialog is opened from is gone by then. */
  readonly returnTo: string;
  readonly size?: 'md' | 'lg';
  readonly children: ReactNode;
};

/**
 * A dialog with a form: over the whole screen of a telephone, not closed by a press beside it, and asking before what is
 * typed in it is left.
 */
export function Dialog({ isOpen, onClose, title, returnTo, size = 'md', children }: Props) {
  const { t } = useTranslation();
  const isNarrow = useMediaQuery('(max-width: 36em)', false, { getInitialValueInEffect: false });
  const place = useId();
  const isAsking = useSyncExternalStore(unsavedDesk.subscribe, unsavedDesk.question) !== null;
  const leave = () => unsavedDesk.leave(place, { leave: onClose, stay: () => undefined });
  function giveFocusBack() {
    if (!isFocusFree()) return;
    const opener = document.getElementById(returnTo) ?? document.getElementById(CONTENT_ID);
    opener?.focus({ preventScroll: opener.id === CONTENT_ID });
  }
  return (
    <Modal
      opened={isOpen}
      onClose={leave}
      closeOnEscape={!isAsking}
      title={title}
      size={size}
      fullScreen={isNarrow}
      closeButtonProps={{ 'aria-label': t('words.close') }}
      closeOnClickOutside={false}
      onExitTransitionEnd={giveFocusBack}
    >
      <UnsavedPlace value={place}>{isOpen && children}</UnsavedPlace>
    </Modal>
  );
}
