import { VisuallyHidden } from '@mantine/core';
import { type ReactNode, useState, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { createUndoDesk } from './undoDesk.ts';
import { UndoToasts } from './UndoToasts.tsx';
import { UndoDeskContext } from './useOfferUndo.ts';

/** Lets everything inside offer an undo, shows the offers, and reads them out. */
export function UndoProvider({ children }: { readonly children: ReactNode }) {
  const { t } = useTranslation();
  const [undone, setUndone] = useState<string | null>(null);
  const [desk] = useState(() => createUndoDesk(setUndone));
  const offers = useSyncExternalStore(desk.subscribe, desk.shown);
  const newest = offers.findLast(({ state }) => state.is === 'open' || state.is === 'wanted');
  const said =
    newest === undefined
      ? undone && t('undo.undone', { message: undone })
      : (newest.message ?? t('undo.waits'));
  return (
    <UndoDeskContext value={desk}>
      {children}
      <UndoToasts />
      <VisuallyHidden role="status">{said}</VisuallyHidden>
    </UndoDeskContext>
  );
}
