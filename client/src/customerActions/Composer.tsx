import { COMMENT_MAXIMUM } from '@caseload/shared/customerActions/endpoints.ts';
import { Button, Textarea } from '@mantine/core';
import { type KeyboardEvent, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useCustomer } from '../customers/customerContext.ts';
import { useKeptText } from '../customers/useKeptText.ts';
import { useKeys } from '../keys/useKeys.ts';
import { Unsent } from './Unsent.tsx';
import './composer.css';

const IS_MAC = /Mac|iPhone|iPad/u;

/** Where comments are written, and those on their way below it. */
export function Composer() {
  const { t } = useTranslation();
  const { outbox } = useCustomer().mine;
  const [text, setText] = useKeptText('comment');
  const input = useRef<HTMLTextAreaElement>(null);
  const excess = text.length - COMMENT_MAXIMUM;
  useKeys([
    {
      keys: ['m'],
      label: t('customers.keyComment'),
      run: () => input.current?.focus(),
    },
  ]);

  /** Reads the box itself: a second press may come before the page has been drawn without the text. */
  function send() {
    const body = input.current?.value ?? '';
    if (body.trim() === '' || body.length > COMMENT_MAXIMUM) return;
    if (input.current !== null) input.current.value = '';
    outbox.add(body);
    setText('');
    input.current?.focus();
  }

  function onKeyDown(event: KeyboardEvent) {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey) || event.nativeEvent.isComposing) return;
    event.preventDefault();
    send();
  }

  function takeBack(body: string) {
    setText(text === '' ? body : `${text}\n\n${body}`);
    input.current?.focus();
  }

  return (
    <div className="composer">
      <Textarea
        ref={input}
        aria-label={t('customerActions.write')}
        placeholder={t('customerActions.placeholder')}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        onKeyDown={onKeyDown}
        error={excess > 0 ? t('customerActions.tooLong', { count: excess }) : null}
        autosize
        minRows={2}
        maxRows={14}
      />
      <div className="composer__bar">
        <span className="quiet">
          {IS_MAC.test(navigator.userAgent)
            ? t('customerActions.sendHintMac')
            : t('customerActions.sendHint')}
        </span>
        <Button size="sm" onClick={send} disabled={text.trim() === '' || excess > 0}>
          {t('customerActions.send')}
        </Button>
      </div>
      <Unsent onTakeBack={takeBack} />
    </div>
  );
}
