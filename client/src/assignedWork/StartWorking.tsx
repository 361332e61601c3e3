import { Button } from '@mantine/core';
import { IconPlayerPlay } from '@tabler/icons-react';
import { Link, useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useKeys } from '../keys/useKeys.ts';

/** Opens the next customer by due day and priority, then the one after it. */
export function StartWorking() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  useKeys([{ action: 'list.work', run: () => void navigate({ to: '/queue' }) }]);
  return (
    <Button
      leftSection={<IconPlayerPlay size={16} aria-hidden />}
      renderRoot={(props) => <Link to="/queue" {...props} />}
    >
      {t('assignedWork.startWorking')}
    </Button>
  );
}
