import { Tooltip } from '@mantine/core';
import { IconHourglass } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ProblemError } from '../api/errors.ts';
import { subscribeToLimit } from '../api/limit.ts';
import { formatCountdown, useRetryCountdown } from '../ui/useRetryCountdown.ts';
import './limitSign.css';

/** Says so while the server refuses further calls, and for how long; silent otherwise. */
export function LimitSign() {
  const { t } = useTranslation();
  const [refusal, setRefusal] = useState<ProblemError | null>(null);
  useEffect(() => subscribeToLimit(setRefusal), []);
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
