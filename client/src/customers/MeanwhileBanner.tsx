import type { CustomerAction } from '@caseload/shared/customerActions/action.ts';
import { flattenCustomer } from '@caseload/shared/rules/diffCustomer.ts';
import { Button, Group, Paper } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { CopyButton } from '../conflicts/CopyButton.tsx';
import { fieldActionsQuery } from '../customerActions/actionsQuery.ts';
import { useSession } from '../session/sessionQuery.ts';
import { formatAgo } from '../time/formatTime.ts';
import { usePlace } from '../time/place.ts';
import { useNow } from '../time/useNow.ts';
import { useCustomer } from './customerContext.ts';
import { fieldCodec } from './fieldCodec.ts';
import { fieldLabel, valueText } from './fieldText.ts';
import { wentAway } from './meanwhile.ts';
import './meanwhileBanner.css';

/** Says when somebody archived or moved the customer while it was open, and keeps what was typed at hand. */
export function MeanwhileBanner() {
  const { customer } = useCustomer();
  const [opened] = useState(customer);
  const field = wentAway(opened, customer);
  return field === null ? null : <Banner field={field} />;
}

function Banner({ field }: { readonly field: 'archived' | 'assignedTo' }) {
  const { t } = useTranslation();
  const { customer, canEdit } = useCustomer();
  const { employee } = useSession();
  const query = useInfiniteQuery(fieldActionsQuery(customer.id, field));
  const action = query.data?.pages[0]?.items[0];
  const sentence = useSentence(field, action);
  // Whoever did it themselves knows, here or in another window.
  if (query.isPending || action?.actor.id === employee.id) return null;
  return (
    <Paper component="section" className="meanwhile" p="sm" role="status">
      <p>
        <strong>{sentence}</strong> {!canEdit && t('outbox.mayNotChange')}
      </p>
      {!canEdit && <StillTyped />}
    </Paper>
  );
}

function useSentence(field: 'archived' | 'assignedTo', action: CustomerAction | undefined): string {
  const { t } = useTranslation();
  const { customer, words } = useCustomer();
  const now = useNow();
  const place = usePlace();
  const when = (action && formatAgo(new Date(action.createdAt), now, place)) ?? t('outbox.justNow');
  const who = action?.actor.name ?? t('outbox.somebody');
  if (field === 'archived') return t('outbox.goneArchived', { who, when });
  if (customer.assignedTo === null) return t('outbox.goneToNobody', { who, when });
  return t('outbox.goneTo', { who, when, to: valueText(words, 'assignedTo', customer.assignedTo) });
}

/** Text typed before the customer went away: it can be copied, sent as a comment or dropped. */
function StillTyped() {
  const { t } = useTranslation();
  const { mine, words } = useCustomer();
  const { editing, outbox } = mine;
  const fields = useSyncExternalStore(editing.subscribe, editing.fields);
  const typed = fields.flatMap((field) => {
    const edit = editing.edit(field);
    if (edit === null || edit.phase === 'saving') return [];
    const [value] = flattenCustomer(fieldCodec(field).toChange(edit.text, edit.base) ?? {}).values();
    return [{ field, label: fieldLabel(t, field, words.customFields), text: valueText(words, field, value) }];
  });
  if (typed.length === 0) return null;

  function sendAsComment(field: string, label: string, text: string) {
    outbox.add({ body: t('outbox.asComment', { field: label, text }), files: [] });
    editing.revert(field);
  }

  return (
    <>
      <p>{t('outbox.stillTyped')}</p>
      {typed.map(({ field, label, text }) => (
        <div key={field} className="meanwhile__typed">
          <p className="meanwhile__text">{t('outbox.otherDraftOf', { what: label, text })}</p>
          <Group gap="xs">
            <CopyButton text={text} label={t('outbox.copy')} size="compact-sm" />
            <Button size="compact-sm" variant="default" onClick={() => sendAsComment(field, label, text)}>
              {t('outbox.sendAsComment')}
            </Button>
            <Button size="compact-sm" variant="default" onClick={() => editing.revert(field)}>
              {t('outbox.discard')}
            </Button>
          </Group>
        </div>
      ))}
    </>
  );
}
