import { Button } from '@mantine/core';
import { IconCloudOff, IconCloudUp } from '@tabler/icons-react';
import { useEffect, useState, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import type { Desk } from '../customers/desk.ts';
import { careForDesk } from '../customers/deskCare.ts';
import { useDesk } from '../customers/useDesk.ts';
import { useDelayed } from '../ui/useDelayed.ts';
import type { Connection } from './connection.ts';
import { useConnection } from './useConnection.ts';
import { WaitingList } from './WaitingList.tsx';
import './offlineBar.css';

/** What is on its way needs a moment even when everything is well. */
const SHOWN_AFTER_MS = 1_000;

/** Says on every screen when the server cannot be reached, and how many comments and changes wait for it. */
export function OfflineBar() {
  const { t } = useTranslation();
  const desk = useDesk();
  useEffect(() => careForDesk(desk), [desk]);
  const { state, tryNow } = useConnection(desk);
  const waits = useWaiting(desk);
  const [isOpen, setOpen] = useState(false);
  const [isTrying, setTrying] = useState(false);
  const isShown = useDelayed(state !== 'fine' || waits.count > 0, SHOWN_AFTER_MS);

  async function press() {
    setTrying(true);
    await tryNow();
    setTrying(false);
  }

  return (
    <div className="offline-bar__place">
      <div role="status">
        {isShown && (
          <section className="offline-bar" aria-label={t('outbox.region')} data-state={state}>
            {state === 'fine' ? (
              <IconCloudUp size={18} aria-hidden />
            ) : (
              <IconCloudOff size={18} aria-hidden />
            )}
            <p className="offline-bar__text">
              {stateText(state)}{' '}
              {waits.comments.length > 0 && t('outbox.comments', { count: waits.comments.length })}{' '}
              {waits.changes > 0 && t('outbox.saves', { count: waits.changes })}{' '}
              {waits.count === 0 && t('outbox.typeOn')}
            </p>
            {waits.isOnlyHere && <p className="offline-bar__warning">{t('outbox.onlyHere')}</p>}
            {waits.count > 0 && (
              <Button
                size="compact-sm"
                variant="subtle"
                aria-expanded={isOpen}
                onClick={() => setOpen((was) => !was)}
              >
                {isOpen ? t('outbox.hide') : t('outbox.show')}
              </Button>
            )}
            <Button size="compact-sm" variant="default" loading={isTrying} onClick={() => void press()}>
              {t('outbox.tryNow')}
            </Button>
            {isOpen && waits.count > 0 && <WaitingList comments={waits.comments} saves={waits.saves} />}
          </section>
        )}
      </div>
    </div>
  );

  function stateText(of: Connection): string {
    if (of === 'offline') return t('outbox.offline');
    return of === 'unreachable' ? t('outbox.unreachable') : t('outbox.waits');
  }
}

function useWaiting(desk: Desk) {
  const all = useSyncExternalStore(desk.outbox.subscribe, desk.outbox.comments);
  const saves = useSyncExternalStore(desk.subscribe, desk.waitingSaves);
  const comments = all.filter(({ phase }) => phase === 'waiting');
  const changes = saves.reduce((sum, { fields }) => sum + fields.length, 0);
  const isOnlyHere = comments.some((comment) => comment.isOnlyHere);
  return { comments, saves, changes, count: comments.length + changes, isOnlyHere };
}
