import {
  ATTACHMENT_MAXIMUM_BYTES,
  ATTACHMENTS_PER_COMMENT,
} from '@caseload/shared/attachments/attachment.ts';
import { Button } from '@mantine/core';
import { IconPaperclip } from '@tabler/icons-react';
import { useId, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { formatSize } from './formatSize.ts';
import { useOffers } from '../keys/useOffers.ts';

export const ADD_FILES_ID = 'add-files';

/** The button that asks for files, with the limits beside it. */
export function AddFiles({ onFiles }: { readonly onFiles: (files: readonly File[]) => void }) {
  const { t, i18n } = useTranslation();
  const input = useRef<HTMLInputElement>(null);
  const limitsId = useId();
  useOffers([{ id: 'attachments.add', label: t('attachments.add'), run: () => input.current?.click() }]);
  const size = formatSize(ATTACHMENT_MAXIMUM_BYTES, i18n.language);
  return (
    <>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        onChange={({ currentTarget }) => {
          onFiles([...(currentTarget.files ?? [])]);
          // Otherwise choosing the same file again would be no change.
          currentTarget.value = '';
        }}
      />
      <Button
        id={ADD_FILES_ID}
        size="xs"
        variant="default"
        leftSection={<IconPaperclip size={16} aria-hidden />}
        aria-describedby={limitsId}
        onClick={() => input.current?.click()}
      >
        {t('attachments.add')}
      </Button>
      <span id={limitsId} className="quiet">
        {t('attachments.limits', { count: ATTACHMENTS_PER_COMMENT, size })}
      </span>
    </>
  );
}
