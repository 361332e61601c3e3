import { Button, SegmentedControl } from '@mantine/core';
import { useState } from 'react';
import { flushSync } from 'react-dom';
import { useTranslation } from 'react-i18next';
import { AddFiles } from '../attachments/AddFiles.tsx';
import { ChosenFileList } from '../attachments/ChosenFileList.tsx';
import { useFileDrop } from '../attachments/useFileDrop.ts';
import { useTakeFiles } from '../attachments/useTakeFiles.tsx';
import { isMac } from '../keys/isMac.ts';
import { useKeys } from '../keys/useKeys.ts';
import { useOffers } from '../keys/useOffers.ts';
import { Markdown } from '../markdown/Markdown.tsx';
import { CommentText } from './CommentText.tsx';
import { useCustomer } from '../customers/customerContext.ts';
import { useMarkDone } from '../customers/useMarkDone.ts';
import { useWorkQueue } from '../workQueue/useWorkQueue.ts';
import { Unsent } from './Unsent.tsx';
import { useCommentBox } from './useCommentBox.ts';
import './composer.css';

const VIEWS = ['write', 'preview'] as const;
const VIEW_NAMES = { write: 'customerActions.writing', preview: 'customerActions.preview' } as const;

/** Where comments are written, and those on their way below it. */
export function Composer() {
  const { t } = useTranslation();
  const box = useCommentBox();
  const queue = useWorkQueue(useCustomer().customer.id);
  const markDone = useMarkDone();
  const [view, setView] = useState<(typeof VIEWS)[number]>('write');
  const { turnedDown, take } = useTakeFiles(box.chosen);
  const drop = useFileDrop(take);
  const isWriting = view === 'write';
  useKeys([{ action: 'customers.comment', run: write }]);
  useOffers([
    box.canSend && { id: 'customers.send', label: t('customerActions.send'), run: send },
    box.canSend &&
      markDone !== null && {
        id: 'customers.sendAndMarkDone',
        label: t('customerActions.sendAndMarkDone', { status: markDone.status }),
        run: sendAndMarkDone,
      },
  ]);

  function write() {
    // Hidden, the box could not take the focus; and what is typed right after the key belongs into it.
    flushSync(() => setView('write'));
    box.input.current?.focus();
  }

  function send() {
    if (box.send()) write();
  }

  function sendAndNext() {
    if (box.send()) void queue?.next('worked');
  }

  function sendAndMarkDone() {
    if (!box.send()) return;
    write();
    markDone?.run();
  }

  return (
    <div className="composer" data-is-over={drop.isOver} {...drop.handlers}>
      <SegmentedControl
        size="xs"
        aria-label={t('customerActions.view')}
        value={view}
        onChange={setView}
        data={VIEWS.map((value) => ({ value, label: t(VIEW_NAMES[value]) }))}
      />
      <div hidden={!isWriting}>
        <CommentText
          box={box}
          onSend={send}
          onSendAndNext={queue === null ? send : sendAndNext}
          onFiles={take}
        />
      </div>
      {!isWriting && <Preview text={box.text} />}
      <ChosenFileList files={box.files} chosen={box.chosen} />
      {turnedDown}
      <div className="composer__bar">
        <AddFiles onFiles={take} />
        <span className="quiet composer__hint">
          {t(isMac() ? 'customerActions.sendHintMac' : 'customerActions.sendHint')}
        </span>
        {markDone !== null && (
          <Button size="sm" variant="default" onClick={sendAndMarkDone} disabled={!box.canSend}>
            {t('customerActions.sendAndMarkDone', { status: markDone.status })}
          </Button>
        )}
        {queue !== null && (
          <Button size="sm" variant="default" onClick={sendAndNext} disabled={!box.canSend}>
            {t('customerActions.sendAndNext')}
          </Button>
        )}
        <Button size="sm" onClick={send} disabled={!box.canSend}>
          {t('customerActions.send')}
        </Button>
      </div>
      <Unsent onTakeBack={box.takeBack} />
    </div>
  );
}

function Preview({ text }: { readonly text: string }) {
  const { t } = useTranslation();
  return (
    <section className="composer__preview" aria-label={t('customerActions.preview')}>
      {text.trim() === '' ? (
        <p className="quiet">{t('customerActions.nothingToPreview')}</p>
      ) : (
        <Markdown text={text} />
      )}
    </section>
  );
}
