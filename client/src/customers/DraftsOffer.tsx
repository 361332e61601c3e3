import { type Draft, getDesk } from '@caseload/shared/desk/endpoints.ts';
import { Button, Group, Paper } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { endpointQuery } from '../api/endpointQuery.ts';
import { CopyButton } from '../conflicts/CopyButton.tsx';
import { formatAgo } from '../time/formatTime.ts';
import { usePlace } from '../time/place.ts';
import { useNow } from '../time/useNow.ts';
import { useSession } from '../session/sessionQuery.ts';
import { useCustomer } from './customerContext.ts';
import { editDraftOf, textOf } from './drafts.ts';
import { draftsAside, OTHER_WINDOW } from './draftsAside.ts';
import { deviceOf } from './deskDevice.ts';
import { forgetDraft } from './draftsOnServer.ts';
import { draftOffers, type DraftOffer } from './draftsOffered.ts';
import { fieldLabel } from './fieldText.ts';
import './meanwhileBanner.css';

/** Half-typed text of the same person from their other devices and windows, to go on with here. */
export function DraftsOffer() {
  const { customer, desk, mine } = useCustomer();
  const queryClient = useQueryClient();
  const [device] = useState(() => deviceOf(window.localStorage));
  const query = endpointQuery(getDesk, { params: { id: customer.id } });
  const drafts = useQuery(query).data?.drafts;
  const { id: employeeId } = useSession().employee;
  const [aside, setAside] = useState(() =>
    draftsAside(desk.storage, { employeeId, customerId: customer.id }, new Date()),
  );
  useSyncExternalStore(mine.editing.subscribe, mine.editing.fields);
  useSyncExternalStore(mine.typed.subscribe, () => mine.typed.text('comment'));

  useEffect(() => {
    if (drafts !== undefined)
      desk.drafts.reconcile(
        customer.id,
        drafts.filter((draft) => draft.device === device),
      );
  }, [drafts, desk, customer.id, device]);

  function settle(draft: Draft): void {
    if (draft.device === OTHER_WINDOW) {
      aside.find((each) => each.draft === draft)?.forget();
      setAside((known) => known.filter((each) => each.draft !== draft));
      return;
    }
    queryClient.setQueryData(query.queryKey, (known) =>
      known === undefined ? known : { ...known, drafts: known.drafts.filter((each) => each !== draft) },
    );
    void forgetDraft(draft, draft.device);
  }

  function use({ draft, field }: DraftOffer): void {
    const edit = editDraftOf(draft);
    if (field === null) {
      const here = mine.typed.text('comment');
      mine.typed.set('comment', here === '' ? textOf(draft) : `${here}\n\n${textOf(draft)}`);
    } else if (edit !== null) mine.editing.adopt(field, edit);
    settle(draft);
  }

  const offers = draftOffers([...aside.map(({ draft }) => draft), ...(drafts ?? [])], {
    device,
    customer,
    comment: mine.typed.text('comment'),
    edit: (field) => mine.editing.edit(field)?.text ?? null,
    isEnded: desk.drafts.isEnded,
  });
  return offers.map((offer) => (
    <Offer
      key={`${offer.draft.kind} ${offer.draft.device} ${textOf(offer.draft)}`}
      offer={offer}
      onUse={() => use(offer)}
      onDiscard={() => settle(offer.draft)}
    />
  ));
}

type OfferProps = {
  readonly offer: DraftOffer;
  readonly onUse: () => void;
  readonly onDiscard: () => void;
};

function Offer({ offer: { draft, field, canUse }, onUse, onDiscard }: OfferProps) {
  const { t } = useTranslation();
  const { words } = useCustomer();
  const when = formatAgo(new Date(draft.typedAt), useNow(), usePlace());
  const what = field === null ? t('outbox.draftOfComment') : fieldLabel(t, field, words.customFields);
  const title = titleOf();
  return (
    <Paper component="section" className="draft-offer" p="sm" aria-label={title}>
      <strong>{title}</strong>
      <p className="draft-offer__text">{t('outbox.otherDraftOf', { what, text: textOf(draft) })}</p>
      {!canUse && <p className="quiet">{t('outbox.typedHereToo')}</p>}
      <Group gap="xs">
        {canUse ? (
          <Button size="compact-sm" onClick={onUse}>
            {t('outbox.use')}
          </Button>
        ) : (
          <CopyButton text={textOf(draft)} label={t('outbox.copy')} size="compact-sm" />
        )}
        <Button size="compact-sm" variant="default" onClick={onDiscard}>
          {t('outbox.discard')}
        </Button>
      </Group>
    </Paper>
  );

  function titleOf(): string {
    if (draft.device === OTHER_WINDOW) return t('outbox.otherWindow');
    return when === null ? t('outbox.otherDraftJustNow') : t('outbox.otherDraft', { when });
  }
}
