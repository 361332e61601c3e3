import { Tooltip } from '@mantine/core';
import { IconWifiOff } from '@tabler/icons-react';
import { onlineManager } from '@tanstack/react-query';
import { useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import './connectionSign.css';

/** Says so while the browser has no network; silent otherwise. */
export function ConnectionSign() {
  const { t } = useTranslation();
  const isOnline = useSyncExternalStore(
    (onChange) => onlineManager.subscribe(onChange),
    () => onlineManager.isOnline(),
  );
  return (
    <span role="status" style={{ display: 'flex' }}>
      {!isOnline && (
        <Tooltip label={t('shell.offlineHelp')} multiline maw={260}>
          <span className="connection-sign">
            <IconWifiOff size={16} aria-hidden /> {t('shell.offline')}
          </span>
        </Tooltip>
      )}
    </span>
  );
}
