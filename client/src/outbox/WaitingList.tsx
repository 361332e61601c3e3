import { Button, Group } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { CopyButton } from '../conflicts/CopyButton.tsx';
import type { Desk } from '../customers/desk.ts';
import { fieldErrorText } from '../customers/fieldErrorText.ts';
import { fieldLabel, joinFields } from '../customers/fieldText.ts';
import type { UnsavedEdit, UnsavedEdits } from '../customers/unsavedEdits.ts';
import { useSession } from '../session/sessionQuery.ts';
import { CountedText } from '../ui/CountedText.tsx';
import type { UnsentComment } from './outbox.ts';
import { unsentText } from './unsentText.ts';
import type { WhatWaits } from './whatWaits.ts';

type Props = Pick<WhatWaits, 'comments' | 'unsaved' | 'inLists'> & {
  readonly desk: Desk;
  /** Called when the person follows one to its customer, which the list would cover. */
  readonly onGo: () => void;
};

const SHOWN_LETTERS = 80;

/** What waits, each with the customer it is about; what needs the person with the reason and a way to put it away. */
export function WaitingList({ comments, unsaved, inLists, desk, onGo }: Props) {
  const { t } = useTranslation();
  return (
    <ul className="offline-bar__list" aria-label={t('outbox.list')}>
      {comments.map((comment) => (
        <CommentItem key={comment.key} comment={comment} desk={desk} onGo={onGo} />
      ))}
      {unsaved.map((of) => (
        <LostItem key={of.customerId} of={of} onGo={onGo} />
      ))}
      {inLists.map((of) => (
        <LostItem key={`${of.customerId} in a list`} of={of} onGo={onGo} />
      ))}
      {unsaved.flatMap((of) =>
        of.edits
          .filter(({ why }) => why !== 'lost')
          .map((edit) => (
            <EditItem key={`${of.customerId} ${edit.field}`} of={of} edit={edit} desk={desk} onGo={onGo} />
          )),
      )}
    </ul>
  );
}

type CommentItemProps = Pick<Props, 'desk' | 'onGo'> & { readonly comment: UnsentComment };

function CommentItem({ comment, desk, onGo }: CommentItemProps) {
  const { t } = useTranslation();
  const { key, body, files, phase } = comment;
  return (
    <Item of={comment} what={t('outbox.comment', { text: startOf(body) })} onGo={onGo}>
      {files.length > 0 && <span className="quiet">{t('outbox.files', { count: files.length })}</span>}
      {phase === 'refused' && (
        <NeedsYou
          reason={<CountedText error={comment.error} textOf={(left) => unsentText(t, comment, left)} />}
          text={body}
          onDiscard={() => void desk.outbox.takeBack(key)}
        />
      )}
    </Item>
  );
}

/** What is saved by itself, of one customer. */
function LostItem({ of, onGo }: Pick<Props, 'onGo'> & { readonly of: UnsavedEdits }) {
  const { t, i18n } = useTranslation();
  const { customFields } = useSession().organisation;
  const fields = of.edits.flatMap(({ field, why }) => (why === 'lost' ? [field] : []));
  if (fields.length === 0) return null;
  const words = { t, language: i18n.language, customFields };
  return <Item of={of} what={t('outbox.change', { fields: joinFields(words, fields) })} onGo={onGo} />;
}

type EditItemProps = Pick<Props, 'desk' | 'onGo'> & { readonly of: UnsavedEdits; readonly edit: UnsavedEdit };

function EditItem({ of, edit, desk, onGo }: EditItemProps) {
  const { t } = useTranslation();
  const { customFields } = useSession().organisation;
  const { field, text } = edit;
  return (
    <Item of={of} what={t('outbox.change', { fields: fieldLabel(t, field, customFields) })} onGo={onGo}>
      <NeedsYou
        reason={reason()}
        {...(isTyped(field) ? { text } : {})}
        onDiscard={() => desk.of(of.customerId).editing.revert(field)}
      />
    </Item>
  );

  function reason(): ReactNode {
    if (edit.why === 'refused') {
      const { error } = edit;
      const textOf = (left: number) =>
        t('customers.notSaved', { reason: fieldErrorText(t, field, error, left) });
      return <CountedText error={error} textOf={textOf} />;
    }
    return edit.why === 'undecided' ? t('outbox.undecided') : t('outbox.neverSaved');
  }
}

type ItemProps = Pick<Props, 'onGo'> & {
  readonly of: { readonly customerId: string; readonly customerName: string | null };
  readonly what: string;
  readonly children?: ReactNode;
};

function Item({ of: { customerId, customerName }, what, onGo, children }: ItemProps) {
  const { t } = useTranslation();
  return (
    <li>
      <Link to="/customers/$customerId" params={{ customerId }} onClick={onGo}>
        {customerName ?? t('outbox.aCustomer')}
      </Link>
      <span className="offline-bar__what">{what}</span>
      {children}
    </li>
  );
}

type NeedsYouProps = { readonly reason: ReactNode; readonly text?: string; readonly onDiscard: () => void };

/** Its customer may be one that cannot be opened any more, so it can be copied and put away here. */
function NeedsYou({ reason, text, onDiscard }: NeedsYouProps) {
  const { t } = useTranslation();
  return (
    <>
      <span className="offline-bar__reason">{reason}</span>
      <Group gap="xs">
        {text !== undefined && <CopyButton text={text} label={t('outbox.copy')} />}
        <Button size="compact-xs" variant="default" onClick={onDiscard}>
          {t('outbox.discard')}
        </Button>
      </Group>
    </>
  );
}

/** Not what is chosen from a list, whose text is an id. */
function isTyped(field: string): boolean {
  return ['name', 'email', 'phone', 'notes'].includes(field) || field.startsWith('fields.');
}

function startOf(text: string): string {
  const line = text.trim().replace(/\s+/gu, ' ');
  return line.length > SHOWN_LETTERS ? `${line.slice(0, SHOWN_LETTERS)}…` : line;
}
