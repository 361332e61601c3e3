import { Box, Button, CloseButton } from '@mantine/core';
import { useRef, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { errorText } from '../api/errorText.ts';
import { KeyNames } from '../keys/KeyNames.tsx';
import { useKeys } from '../keys/useKeys.ts';
import { useKeysOf } from '../keys/useKeysOf.ts';
import { CountedText } from '../ui/CountedText.tsx';
import type { ShownOffer } from './undoDesk.ts';
import { useUndoDesk } from './useOfferUndo.ts';
import { useToastFocus } from './useToastFocus.ts';
import './undoToasts.css';

/** The changes that can still be taken back, newest at the bottom; those on their way once they are wanted back. */
export function UndoToasts() {
  const { t } = useTranslation();
  const desk = useUndoDesk();
  const offers = useSyncExternalStore(desk.subscribe, desk.shown);
  const newest = offers.findLast(({ state }) => state.is === 'open');
  const box = useRef<HTMLElement>(null);
  const { giveBack, onFocus, onBlur } = useToastFocus(box);
  const canRun = useSyncExternalStore(desk.subscribe, desk.canRun);
  useKeys(canRun ? [{ action: 'undo.run', run: runNewest }] : []);

  function runNewest() {
    giveBack();
    return desk.runNewest();
  }

  return (
    <Box
      ref={box}
      component="section"
      className="undo-toasts"
      aria-label={t('undo.offers')}
      // Not only on entering: what is put away under the pointer lets the clock go on.
      onPointerMove={desk.pause}
      onPointerLeave={desk.resume}
      onFocus={(event) => {
        onFocus(event);
        desk.pause();
      }}
      onBlur={(event) => {
        onBlur(event);
        desk.resume();
      }}
    >
      {offers.map((offer) => (
        <UndoToast key={offer.id} offer={offer} isNewest={offer === newest} onPress={giveBack} />
      ))}
    </Box>
  );
}

type ToastProps = {
  readonly offer: ShownOffer;
  readonly isNewest: boolean;
  /** Called before the button that was pressed goes away. */
  readonly onPress: () => void;
};

function UndoToast({ offer, isNewest, onPress }: ToastProps) {
  const { t } = useTranslation();
  const desk = useUndoDesk();
  const keys = useKeysOf('undo.run').slice(0, 1);
  const { state } = offer;
  return (
    <div className="undo-toast" data-failed={state.is === 'failed' || undefined}>
      <div className="undo-toast__text">
        {offer.message ?? t('undo.waits')}
        {state.is === 'failed' && (
          <span role="alert">
            <CountedText
              error={state.error}
              textOf={(left) => t('undo.failed', { reason: errorText(t, state.error, left) })}
            />
          </span>
        )}
      </div>
      <Button
        size="compact-sm"
        variant="default"
        loading={state.is === 'undoing' || state.is === 'wanted'}
        onClick={() => {
          onPress();
          desk.run(offer.id);
        }}
        rightSection={isNewest && keys.length > 0 ? <KeyNames keys={keys} /> : undefined}
      >
        {state.is === 'failed' ? t('errors.retry') : t('undo.undo')}
      </Button>
      <CloseButton
        size="sm"
        aria-label={t('undo.dismiss')}
        onClick={() => {
          onPress();
          desk.dismiss(offer.id);
        }}
      />
    </div>
  );
}
