import { Button, CloseButton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useDebouncedValue } from '@mantine/hooks';
import { customerQuery } from '../api/customerQuery.ts';
import { ErrorPanel } from '../ui/ErrorPanel.tsx';
import { PreviewFields } from './PreviewFields.tsx';
import { PreviewStory } from './PreviewStory.tsx';
import { useRowView } from './useRows.ts';
import './previewPanel.css';

type Props = { readonly id: string; readonly onClose: () => void };

/** Going through the list with a key held down asks for the row it stops at only. */
const PAUSE_MS = 120;

/** The active customer beside the list: what the row knows at once, notes and the latest as they come. */
export function PreviewPanel({ id, onClose }: Props) {
  const { t } = useTranslation();
  const view = useRowView(id);
  const [settled] = useDebouncedValue(id, PAUSE_MS);
  const details = useQuery({
    ...customerQuery(id),
    enabled: settled === id,
  });
  if (view === null) return null;
  const { customer } = view;
  return (
    <aside className="preview" aria-label={t('assignedWork.preview')}>
      <header className="preview__head">
        <h2 className="preview__name">{customer.name}</h2>
        <Button
          size="compact-sm"
          variant="default"
          renderRoot={(props) => <Link to="/customers/$customerId" params={{ customerId: id }} {...props} />}
        >
          {t('assignedWork.openCustomer')}
        </Button>
        <CloseButton aria-label={t('assignedWork.closePreview')} onClick={onClose} />
      </header>
      <div className="preview__body">
        <PreviewFields customer={customer} details={details.data} />
        {details.isError && details.data === undefined && (
          <ErrorPanel
            error={details.error}
            onRetry={() => void details.refetch()}
            isRetrying={details.isFetching}
          />
        )}
        <PreviewStory id={id} isWanted={settled === id} />
      </div>
    </aside>
  );
}
