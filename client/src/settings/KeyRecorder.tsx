import { Button } from '@mantine/core';
import { useEffect, useEffectEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isMac } from '../keys/isMac.ts';
import type { KeyAction } from '../keys/keyActions.ts';
import { keyName } from '../keys/keyName.ts';
import { KeyNames } from '../keys/KeyNames.tsx';
import type { OwnKeys } from '../keys/keysOf.ts';
import { giveKey, judgeKey } from './ownKeys.ts';

type Props = {
  readonly action: KeyAction;
  readonly own: OwnKeys;
  readonly onDone: (own: OwnKeys) => void;
  readonly onCancel: () => void;
};

/** As long as a sequence may take. */
const PAUSE_MILLISECONDS = 1_000;

/** Waits for the new key, or two of them one after the other, and says what stands in its way. */
export function KeyRecorder({ action, own, onDone, onCancel }: Props) {
  const { t } = useTranslation();
  const [first, setFirst] = useState<string | null>(null);
  const [pressed, setPressed] = useState<string | null>(null);
  const box = useRef<HTMLDivElement>(null);
  const verdict = pressed === null ? null : judgeKey(action, pressed, own);
  const isListening = pressed === null;

  function settle(key: string) {
    setFirst(null);
    if (judgeKey(action, key, own).is === 'free') onDone(giveKey(own, action, key));
    else setPressed(key);
  }

  const onKeyDown = useEffectEvent((event: KeyboardEvent) => {
    if (event.key === 'Tab' || !isListening) return;
    event.preventDefault();
    event.stopPropagation();
    if (event.key === 'Escape') return onCancel();
    const name = keyName(event, isMac());
    if (name === null || event.repeat) return;
    if (first !== null) settle(`${first} ${name}`);
    else if (name.startsWith('Mod+')) settle(name);
    else setFirst(name);
  });
  const onPause = useEffectEvent(() => {
    if (first !== null) settle(first);
  });

  useEffect(() => {
    const listen = (event: KeyboardEvent) => onKeyDown(event);
    // Before every other listener: while a key is chosen none may act.
    window.addEventListener('keydown', listen, { capture: true });
    return () => window.removeEventListener('keydown', listen, { capture: true });
  }, []);
  useEffect(() => {
    if (isListening) box.current?.focus();
  }, [isListening]);
  useEffect(() => {
    if (first === null) return undefined;
    const timer = setTimeout(onPause, PAUSE_MILLISECONDS);
    return () => clearTimeout(timer);
  }, [first]);

  const others =
    verdict !== null && 'by' in verdict
      ? verdict.by.map((other) => t(`keys.actions.${other}`)).join(', ')
      : '';
  return (
    <div className="key-recorder" ref={box} tabIndex={-1} role="group" aria-label={t('settings.press')}>
      <span role="status">
        {pressed === null && (first === null ? t('settings.press') : t('settings.pressed', { first }))}
        {pressed !== null && (
          <>
            <KeyNames keys={[pressed]} /> {verdict?.is === 'reserved' && t('settings.reserved')}
            {verdict?.is === 'fixed' && t('settings.clashFixed', { actions: others })}
            {verdict?.is === 'taken' && t('settings.clash', { actions: others })}
          </>
        )}
      </span>
      {pressed !== null && verdict?.is === 'taken' && (
        <Button size="compact-sm" onClick={() => onDone(giveKey(own, action, pressed))} data-autofocus>
          {t('settings.takeOver')}
        </Button>
      )}
      {pressed !== null && (
        <Button size="compact-sm" variant="default" onClick={() => setPressed(null)}>
          {t('settings.pressAnother')}
        </Button>
      )}
      <Button size="compact-sm" variant="subtle" onClick={onCancel}>
        {t('settings.cancel')}
      </Button>
    </div>
  );
}
