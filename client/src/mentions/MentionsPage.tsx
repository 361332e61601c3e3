import { Button, SegmentedControl } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconChecks } from '@tabler/icons-react';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { errorText } from '../api/errorText.ts';
import { PageHeading } from '../ui/PageHeading.tsx';
import { MentionList } from './MentionList.tsx';
import type { MentionFilter } from './mentionsQuery.ts';
import type { Which } from './markRead.ts';
import { useReadMentions } from './useReadMentions.ts';
import { useUnreadMentions } from './useUnreadMentions.ts';
import './mentions.css';
import { useOffers } from '../keys/useOffers.ts';

const FILTERS = ['unread', 'all'] as const satisfies readonly MentionFilter[];

/** The comments that name the signed-in person. */
export function MentionsPage() {
  const { t } = useTranslation();
  const { show } = useSearch({ from: '/signedIn/mentions' });
  const navigate = useNavigate({ from: '/mentions' });
  const unread = useUnreadMentions();
  const reading = useReadMentions();
  const filter: MentionFilter = show ?? 'unread';

  function read(which: Which) {
    reading.mutate(which, {
      onError: (error) =>
        notifications.show({ color: 'red', title: t('mentions.markFailed'), message: errorText(t, error) }),
    });
  }
  useOffers([
    unread > 0 && {
      id: 'mentions.markAllRead',
      label: t('mentions.markAllRead'),
      run: () => read({ all: true }),
    },
  ]);
  const choose = (wanted: MentionFilter) =>
    void navigate({ search: wanted === 'all' ? { show: wanted } : {} });

  return (
    <section className="mentions">
      <div className="mentions__head">
        <PageHeading>{t('mentions.title')}</PageHeading>
        <SegmentedControl
          aria-label={t('mentions.filter')}
          value={filter}
          onChange={choose}
          data={FILTERS.map((value) => ({ value, label: t(`mentions.${value}`) }))}
        />
        <Button
          variant="default"
          leftSection={<IconChecks size={16} aria-hidden />}
          disabled={unread === 0}
          onClick={() => read({ all: true })}
        >
          {t('mentions.markAllRead')}
        </Button>
      </div>
      <MentionList key={filter} filter={filter} onRead={read} onShowAll={() => choose('all')} />
    </section>
  );
}
