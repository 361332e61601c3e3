import { COMMENT_MAXIMUM } from '@caseload/shared/customerActions/endpoints.ts';
import { type KeyboardEvent, type RefObject, useRef, useSyncExternalStore } from 'react';
import type { ChosenFile, ChosenFiles } from '../attachments/chosenFiles.ts';
import { useChosenFiles } from '../attachments/useChosenFiles.ts';
import { useCustomer } from '../customers/customerContext.ts';
import { useKeptText } from '../customers/useKeptText.ts';
import type { NewComment } from '../outbox/outboxEntry.ts';

export type CommentBox = {
  readonly input: RefObject<HTMLTextAreaElement | null>;
  readonly text: string;
  readonly setText: (text: string) => void;
  readonly chosen: ChosenFiles;
  readonly files: readonly ChosenFile[];
  /** Characters too many. */
  readonly excess: number;
  readonly canSend: boolean;
  /** Hands the comment to the outbox; false when there is nothing to send. */
  readonly send: () => boolean;
  /** Puts a comment that was not sent back in front of its writer. */
  readonly takeBack: (comment: NewComment) => void;
};

/** The comment being written: its text and files, kept until they are sent. */
export function useCommentBox(): CommentBox {
  const { mine } = useCustomer();
  const [text, setText] = useKeptText('comment');
  const input = useRef<HTMLTextAreaElement>(null);
  const chosen = useChosenFiles();
  const files = useSyncExternalStore(chosen.subscribe, chosen.list);
  const excess = text.length - COMMENT_MAXIMUM;

  /** Reads the box itself: a second press may come before the page has been drawn without the text. */
  function send(): boolean {
    const body = input.current?.value ?? '';
    if (!isSendable(body, chosen.list())) return false;
    if (input.current !== null) input.current.value = '';
    mine.outbox.add({ body, files: chosen.take().map(toSend) });
    setText('');
    input.current?.focus();
    return true;
  }

  function takeBack(comment: NewComment) {
    // As it is by now: giving it back may have taken a while, in which somebody typed.
    const typed = mine.typed.text('comment');
    setText(typed === '' ? comment.body : `${typed}\n\n${comment.body}`);
    chosen.putBack(comment.files);
    input.current?.focus();
  }

  const canSend = isSendable(text, files);
  return { input, text, setText, chosen, files, excess, canSend, send, takeBack };
}

/** A file that the server will not have has to be taken out first; whoever chose it would miss it later. */
function isSendable(body: string, files: readonly ChosenFile[]): boolean {
  if (body.length > COMMENT_MAXIMUM || files.some(({ state }) => state.kind === 'refused')) return false;
  return body.trim() !== '' || files.length > 0;
}

function toSend({ name, blob, state }: ChosenFile): NewComment['files'][number] {
  return { name, blob, attachmentId: state.kind === 'ready' ? state.attachmentId : null };
}

/** Whether the press asks to send. */
export function isSendPress(event: KeyboardEvent): boolean {
  return event.key === 'Enter' && (event.ctrlKey || event.metaKey) && !event.nativeEvent.isComposing;
}
