import { ActionIcon, Button, Tooltip } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconArrowLeft, IconArrowRight, IconX } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCustomer } from '../customers/customerContext.ts';
import { useKeys } from '../keys/useKeys.ts';
import { nextWorkable, prefetchPage } from './neighbours.ts';
import { idBefore, moveTo } from './queueRun.ts';
import { saveAll } from './saveAll.ts';
import { SkipDialog } from './SkipDialog.tsx';
import { tellOfUnsent } from './tellOfUnsent.tsx';
import { useQueueRun, useQueueStore } from './useQueueStore.ts';
import { useIsWorkable, useWorkQueue, type WorkQueue } from './useWorkQueue.ts';
import './queueBar.css';
import { useOffers } from '../keys/useOffers.ts';

/** Where the person is in their queue, and the ways on; nothing while they are not working through it. */
export function QueueBar() {
  const { customer } = useCustomer();
  const queue = useWorkQueue(customer.id);
  return queue === null ? null : <Bar queue={queue} />;
}

function Bar({ queue }: { readonly queue: WorkQueue }) {
  const { t } = useTranslation();
  const { customer, desk, mine } = useCustomer();
  const run = useQueueRun();
  const isWorkable = useIsWorkable();
  const [isSkipping, setSkipping] = useState(false);
  const [isGoing, setGoing] = useState(false);
  const isWorked = run?.worked.includes(customer.id) ?? false;
  usePlaceInQueue(customer.id);

  async function goOn(how: 'worked' | 'seen'): Promise<void> {
    setGoing(true);
    await queue.next(how);
    setGoing(false);
  }

  async function saveAndNext(): Promise<void> {
    if (isGoing) return;
    setGoing(true);
    // Saving does not send it, and its box is out of sight from the next customer on.
    const isUnsent = mine.typed.text('comment').trim() !== '';
    const end = await saveAll({ editing: mine.editing, storage: desk.storage });
    if (end === 'saved') await queue.next('worked');
    // What waits shows that the server cannot be reached, whatever the network says.
    else if (end === 'waiting') await queue.next('worked', false);
    else notifications.show({ color: 'red', message: t('workQueue.notSaved') });
    if (isUnsent && end !== 'stuck') tellOfUnsent(customer);
    setGoing(false);
  }

  useKeys([
    { action: 'customers.next', run: () => void goOn('seen') },
    { action: 'customers.previous', run: queue.previous },
    { action: 'queue.saveAndNext', run: () => void saveAndNext() },
    { action: 'queue.skip', run: () => setSkipping(true) },
  ]);

  useOffers([{ id: 'queue.stop', label: t('workQueue.stop'), run: queue.stop }]);

  return (
    <nav className="queue-bar" aria-label={t('workQueue.bar')}>
      <Tooltip label={t('workQueue.previous')}>
        <ActionIcon
          variant="default"
          size="md"
          aria-label={t('workQueue.previous')}
          disabled={queue.isFirst}
          onClick={queue.previous}
        >
          <IconArrowLeft size={18} aria-hidden />
        </ActionIcon>
      </Tooltip>
      <span className="queue-bar__position">
        {t('workQueue.position', { position: queue.position, total: queue.total })}
      </span>
      <Tooltip label={t('workQueue.next')}>
        <ActionIcon
          variant="default"
          size="md"
          aria-label={t('workQueue.next')}
          onClick={() => void goOn('seen')}
        >
          <IconArrowRight size={18} aria-hidden />
        </ActionIcon>
      </Tooltip>
      {!isWorked && !isWorkable(customer) && (
        <span className="quiet queue-bar__note">{t('workQueue.notYours')}</span>
      )}
      <span className="queue-bar__room" />
      <div className="queue-bar__ways">
        <Button size="compact-sm" variant="default" onClick={() => setSkipping(true)}>
          {t('workQueue.skip')}
        </Button>
        <Button
          size="compact-sm"
          loading={isGoing}
          // The second click of a double one was not meant for a customer that nobody has seen yet.
          onClick={({ detail }) => void (detail > 1 || saveAndNext())}
        >
          {t('workQueue.saveAndNext')}
        </Button>
      </div>
      <Tooltip label={t('workQueue.stop')}>
        <ActionIcon variant="subtle" color="gray" aria-label={t('workQueue.stop')} onClick={queue.stop}>
          <IconX size={18} aria-hidden />
        </ActionIcon>
      </Tooltip>
      <SkipDialog isOpen={isSkipping} onClose={() => setSkipping(false)} onSkipped={queue.leaveOut} />
    </nav>
  );
}

/** Remembers where the person is, and reads the customers on both sides before they are asked for. */
function usePlaceInQueue(customerId: string): void {
  const queryClient = useQueryClient();
  const store = useQueueStore();
  const isWorkable = useIsWorkable();
  useEffect(() => {
    store.change((run) => moveTo(run, customerId));
    const before = store.run();
    const previous = before === null ? null : idBefore(before, customerId);
    if (previous !== null) prefetchPage(queryClient, previous);
    void nextWorkable({ queryClient, store, isWorkable }, customerId).then((next) => {
      if (next !== null) prefetchPage(queryClient, next);
    });
  }, [customerId, queryClient, store, isWorkable]);
}
