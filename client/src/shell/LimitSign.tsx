import { Tooltip } from '@mantine/core';
import { IconHourglass } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { formatCountdown, useRetryCountdown } from '../ui/useRetryCountdown.ts';
import { watchLimit } from './watchLimit.ts';
import './limitSign.css';

/** Says so while the server refuses further calls, and for how long; silent otherwise. */
export function LimitSign() {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const [refusal, setRefusal] = useState<unknown>(null);
  useEffect(() => watchLimit(queryClient, setRefusal), [queryClient]);
  const secondsLeft = useRetryCountdown(refusal);
  return (
    <span role="status" style={{ display: 'flex' }}>
      {secondsLeft > 0 && (
        <Tooltip label={t('shell.limitedHelp')} multiline maw={260}>
          <span className="limit-sign">
            <IconHourglass size={16} aria-hidden />
            {/* Read out once, not every second. */}
            <span aria-hidden>{t('shell.limited', { time: formatCountdown(secondsLeft) })}</span>
          </span>
        </Tooltip>
      )}
      {secondsLeft > 0 && <span className="limit-sign__said">{t('shell.limitedHelp')}</span>}
    </span>
  );
}
