import { Textarea } from '@mantine/core';
import type { ClipboardEvent, KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { MentionList, optionId } from './MentionList.tsx';
import { type CommentBox, isSendPress } from './useCommentBox.ts';
import { useMentions } from './useMentions.ts';

type Props = {
  readonly box: CommentBox;
  readonly onSend: () => void;
  /** With Shift too. */
  readonly onSendAndNext: () => void;
  readonly onFiles: (files: readonly File[]) => void;
};

/** The box for the text of a comment, with the people an `@` may mean. */
export function CommentText({ box, onSend, onSendAndNext, onFiles }: Props) {
  const { t } = useTranslation();
  const { input, text, setText, excess } = box;
  const mentions = useMentions(input, setText);
  const isListOpen = mentions.people.length > 0;

  function onKeyDown(event: KeyboardEvent) {
    if (mentions.onKeyDown(event) || !isSendPress(event)) return;
    // With nothing to send, the press is for the queue, which saves the fields and goes on.
    if (event.shiftKey && !box.canSend) return;
    event.preventDefault();
    if (event.shiftKey) onSendAndNext();
    else onSend();
  }

  /** Office programs put a picture of a copied text beside the text; then the text is meant. */
  function onPaste(event: ClipboardEvent) {
    const { files, types } = event.clipboardData;
    if (files.length === 0 || types.includes('text/plain')) return;
    event.preventDefault();
    onFiles([...files]);
  }

  return (
    <div className="comment-box">
      <Textarea
        ref={input}
        aria-label={t('customerActions.write')}
        placeholder={t('customerActions.placeholder')}
        value={text}
        onChange={(event) => {
          setText(event.currentTarget.value);
          mentions.update();
        }}
        onKeyDown={onKeyDown}
        onSelect={mentions.update}
        onBlur={mentions.close}
        onPaste={onPaste}
        aria-autocomplete="list"
        {...(isListOpen && {
          'aria-controls': mentions.listId,
          'aria-activedescendant': optionId(mentions, mentions.active),
        })}
        error={excess > 0 ? t('customerActions.tooLong', { count: excess }) : null}
        autosize
        minRows={2}
        maxRows={14}
      />
      <MentionList mentions={mentions} />
    </div>
  );
}
