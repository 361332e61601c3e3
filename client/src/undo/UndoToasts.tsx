import { Box, Button, CloseButton } from '@mantine/core';
import { useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { errorText } from '../api/errorText.ts';
import { KeyNames } from '../keys/KeyNames.tsx';
import { useKeys } from '../keys/useKeys.ts';
import { useKeysOf } from '../keys/useKeysOf.ts';
import type { ShownOffer } from './undoDesk.ts';
import { useUndoDesk } from './useOfferUndo.ts';
import './undoToasts.css';

/** The changes that can still be taken back, newest at the bottom. */
export function UndoToasts() {
  const { t } = useTranslation();
  const desk = useUndoDesk();
  const offers = useSyncExternalStore(desk.subscribe, desk.shown);
  const canUndo = offers.some(({ state }) => state.is === 'open');
  useKeys(canUndo ? [{ action: 'undo.run', run: desk.runNewest }] : []);
  const newest = offers.findLast(({ state }) => state.is === 'open');
  return (
    <Box
      component="section"
      className="undo-toasts"
      aria-label={t('undo.offers')}
      onPointerEnter={desk.pause}
      onPointerLeave={desk.resume}
      onFocus={desk.pause}
      onBlur={desk.resume}
    >
      {offers.map((offer) => (
        <UndoToast key={offer.id} offer={offer} isNewest={offer === newest} />
      ))}
    </Box>
  );
}

function UndoToast({ offer, isNewest }: { readonly offer: ShownOffer; readonly isNewest: boolean }) {
  const { t } = useTranslation();
  const desk = useUndoDesk();
  const keys = useKeysOf('undo.run').slice(0, 1);
  const { state } = offer;
  return (
    <div className="undo-toast" data-failed={state.is === 'failed' || undefined}>
      <div className="undo-toast__text">
        {offer.message}
        {state.is === 'failed' && (
          <span role="alert">{t('undo.failed', { reason: errorText(t, state.error) })}</span>
        )}
      </div>
      <Button
        size="compact-sm"
        variant="default"
        loading={state.is === 'undoing'}
        onClick={() => desk.run(offer.id)}
        rightSection={isNewest && keys.length > 0 ? <KeyNames keys={keys} /> : undefined}
      >
        {state.is === 'failed' ? t('errors.retry') : t('undo.undo')}
      </Button>
      <CloseButton size="sm" aria-label={t('undo.dismiss')} onClick={() => desk.dismiss(offer.id)} />
    </div>
  );
}
