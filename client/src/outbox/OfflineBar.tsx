import { Button, VisuallyHidden } from '@mantine/core';
import { IconCloudOff, IconCloudUp } from '@tabler/icons-react';
import { useEffect, useState, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import type { RowChanges } from '../assignedWork/rowChanges.ts';
import { useRowChanges } from '../assignedWork/useRows.ts';
import type { Desk } from '../customers/desk.ts';
import { careForDesk } from '../customers/deskCare.ts';
import { useDesk } from '../customers/useDesk.ts';
import { useAskBeforeLeaving } from '../ui/useAskBeforeLeaving.ts';
import { useDelayed } from '../ui/useDelayed.ts';
import { useConnection } from './useConnection.ts';
import { useWaitingText } from './useWaitingText.ts';
import { WaitingList } from './WaitingList.tsx';
import { type WhatWaits, whatWaits } from './whatWaits.ts';
import './offlineBar.css';

/** What is on its way needs a moment even when everything is well. */
const SHOWN_AFTER_MS = 1_000;

/**
 * Says on every screen when the server cannot be reached, how many comments and changes wait for it, and which of them
 * need the person.
 */
export function OfflineBar() {
  const { t } = useTranslation();
  const desk = useDesk();
  const changes = useRowChanges();
  useEffect(() => careForDesk(desk), [desk]);
  const { state, tryNow } = useConnection(desk, changes);
  const waits = useWhatWaits(desk, changes);
  useAskBeforeLeaving(waits.inLists.length > 0 || waits.isOnlyHere);
  const text = useWaitingText(state, waits);
  const [isOpen, setOpen] = useState(false);
  const [isTrying, setTrying] = useState(false);
  const isShown = useDelayed(state !== 'fine' || waits.isAnything, SHOWN_AFTER_MS);
  const canTry = state !== 'fine' || waits.counts.comments + waits.counts.lost > 0;

  async function press() {
    setTrying(true);
    await tryNow();
    setTrying(false);
  }

  return (
    <div className="offline-bar__place">
      <VisuallyHidden role="status">{isShown && text}</VisuallyHidden>
      {isShown && (
        <section className="offline-bar" aria-label={t('outbox.region')} data-state={state}>
          {state === 'fine' ? <IconCloudUp size={18} aria-hidden /> : <IconCloudOff size={18} aria-hidden />}
          <p className="offline-bar__text">{text}</p>
          {waits.isOnlyHere && <p className="offline-bar__warning">{t('outbox.onlyHere')}</p>}
          {waits.inLists.length > 0 && <p className="offline-bar__warning">{t('outbox.inLists')}</p>}
          {waits.isAnything && (
            <Button
              size="compact-sm"
              variant="subtle"
              aria-expanded={isOpen}
              onClick={() => setOpen((was) => !was)}
            >
              {isOpen ? t('outbox.hide') : t('outbox.show')}
            </Button>
          )}
          {canTry && (
            <Button size="compact-sm" variant="default" loading={isTrying} onClick={() => void press()}>
              {t('outbox.tryNow')}
            </Button>
          )}
          {isOpen && waits.isAnything && <WaitingList desk={desk} {...waits} onGo={() => setOpen(false)} />}
        </section>
      )}
    </div>
  );
}

function useWhatWaits(desk: Desk, changes: RowChanges): WhatWaits {
  const comments = useSyncExternalStore(desk.outbox.subscribe, desk.outbox.comments);
  const unsaved = useSyncExternalStore(desk.subscribe, desk.unsaved);
  const inLists = useSyncExternalStore(changes.subscribe, changes.unsaved);
  useEffect(() => {
    // Only what is gone: what another window types is that window's to show.
    const look = ({ newValue }: StorageEvent) => newValue === null && desk.lookAgain();
    window.addEventListener('storage', look);
    return () => window.removeEventListener('storage', look);
  }, [desk]);
  return whatWaits(comments, unsaved, inLists);
}
