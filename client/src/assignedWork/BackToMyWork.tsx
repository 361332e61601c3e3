import { IconArrowLeft } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { myWorkAsLeft } from './useBackToMyWork.ts';
import './backToMyWork.css';

/** The link above a customer back to the list it was opened from. */
export function BackToMyWork() {
  const { t } = useTranslation();
  const [target] = useState(myWorkAsLeft);
  return (
    <Link {...target} className="back-to-my-work">
      <IconArrowLeft size={16} aria-hidden />{' '}
      {t(target.to === '/customers' ? 'assignedWork.backToCustomers' : 'assignedWork.backToList')}
    </Link>
  );
}
