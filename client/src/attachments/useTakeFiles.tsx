import {
  ATTACHMENT_MAXIMUM_BYTES,
  ATTACHMENTS_PER_COMMENT,
} from '@caseload/shared/attachments/attachment.ts';
import { CloseButton } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ChosenFiles } from './chosenFiles.ts';
import { sortFiles, type TurnedDown } from './fileLimits.ts';
import { formatSize } from './formatSize.ts';

export type TakeFiles = {
  /** Adds what may be added; the rest is told in `turnedDown`. */
  readonly take: (files: readonly File[]) => void;
  readonly turnedDown: ReactNode;
};

/** Takes files that were chosen, pasted or dropped, and says why some were not taken. */
export function useTakeFiles(chosen: ChosenFiles): TakeFiles {
  const [refused, setRefused] = useState<readonly TurnedDown[]>([]);
  return {
    take(files) {
      const { taken, turnedDown } = sortFiles(files, chosen.list().length);
      if (taken.length > 0) chosen.add(taken);
      setRefused(turnedDown);
    },
    turnedDown: refused.length > 0 && <NotTaken files={refused} onClose={() => setRefused([])} />,
  };
}

type Props = { readonly files: readonly TurnedDown[]; readonly onClose: () => void };

function NotTaken({ files, onClose }: Props) {
  const { t, i18n } = useTranslation();
  const size = formatSize(ATTACHMENT_MAXIMUM_BYTES, i18n.language);
  return (
    <div className="not-taken" role="alert">
      <ul>
        {files.map(({ name, reason }, index) => (
          // Two files of one name are two files.
          <li key={`${index}`}>
            {t(`attachments.${reason}`, { name, size, count: ATTACHMENTS_PER_COMMENT })}
          </li>
        ))}
      </ul>
      <CloseButton size="sm" aria-label={t('attachments.dismiss')} onClick={onClose} />
    </div>
  );
}
