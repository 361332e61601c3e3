import { IconArrowLeft } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { BackToMyWork } from '../assignedWork/BackToMyWork.tsx';
import type { BatchDraft } from './batchDraft.ts';

/** The way to the screen a batch began on. */
export function BackFromBatch({ from }: Pick<BatchDraft, 'from'>) {
  const { t } = useTranslation();
  if (from === 'list') return <BackToMyWork />;
  return (
    <Link to="/board" className="back-to-my-work">
      <IconArrowLeft size={16} aria-hidden /> {t('shell.board')}
    </Link>
  );
}
