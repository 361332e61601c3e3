import { Button } from '@mantine/core';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { KeyAction } from '../keys/keyActions.ts';
import { KeyNames } from '../keys/KeyNames.tsx';
import { clashesOf, keysOf, type OwnKeys } from '../keys/keysOf.ts';
import { KeyRecorder } from './KeyRecorder.tsx';
import { resetKey, takeKey } from './ownKeys.ts';

type Props = {
  readonly action: KeyAction;
  readonly own: OwnKeys;
  readonly isRecording: boolean;
  readonly onRecord: (wanted: boolean) => void;
  readonly onSave: (own: OwnKeys) => void;
};

/** One action with its keys, and the ways to change the first of them. */
export function KeyLine({ action, own, isRecording, onRecord, onSave }: Props) {
  const { t } = useTranslation();
  const change = useRef<HTMLButtonElement>(null);
  const keys = keysOf(action, own);
  const name = t(`keys.actions.${action}`);
  const clashes = clashesOf(action, keys, own).map((clash) => t(`keys.actions.${clash.action}`));
  const isOwn = Object.hasOwn(own, action);
  const leave = () => {
    onRecord(false);
    // What had the focus is gone from the page; without this the keyboard would start at the top again.
    setTimeout(() => change.current?.focus());
  };
  return (
    <li className="key-line" data-action={action}>
      <div className="key-line__row">
        <span className="key-line__label">{name}</span>
        <span className="key-line__keys">
          {keys.length === 0 ? <span className="quiet">{t('keys.none')}</span> : <KeyNames keys={keys} />}
        </span>
        <div className="key-line__buttons">
          <Button
            ref={change}
            size="compact-sm"
            variant="subtle"
            onClick={() => onRecord(true)}
            aria-label={t('settings.changeOf', { action: name })}
          >
            {t('settings.change')}
          </Button>
          <Button
            size="compact-sm"
            variant="subtle"
            disabled={isOwn && own[action] === null}
            onClick={() => onSave(takeKey(own, action))}
            aria-label={t('settings.takeAwayOf', { action: name })}
          >
            {t('settings.takeAway')}
          </Button>
          <Button
            size="compact-sm"
            variant="subtle"
            disabled={!isOwn}
            onClick={() => onSave(resetKey(own, action))}
            aria-label={t('settings.resetOf', { action: name })}
          >
            {t('settings.reset')}
          </Button>
        </div>
      </div>
      {clashes.length > 0 && (
        <div className="key-line__clash">{t('settings.clashNow', { actions: clashes.join(', ') })}</div>
      )}
      {isRecording && (
        <KeyRecorder
          action={action}
          own={own}
          onDone={(next) => {
            onSave(next);
            leave();
          }}
          onCancel={leave}
        />
      )}
    </li>
  );
}
