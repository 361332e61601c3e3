import { type Attachment, SHOWN_IMAGES } from '@caseload/shared/attachments/attachment.ts';
import { downloadAttachment } from '@caseload/shared/attachments/endpoints.ts';
import { VisuallyHidden } from '@mantine/core';
import { IconDownload, IconFile } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { addressOf } from '../api/addressOf.ts';
import { formatSize } from './formatSize.ts';
import './attachments.css';

/** The address of a file; `inline` shows a picture instead of storing it. */
export function addressOfFile(id: string, show?: 'inline'): string {
  return addressOf(downloadAttachment.path, { params: { id }, query: { show } });
}

/** The files of a comment: pictures to look at, and every file to download. */
export function AttachmentList({ attachments }: { readonly attachments: readonly Attachment[] }) {
  const { t } = useTranslation();
  if (attachments.length === 0) return null;
  return (
    <ul className="attachments" aria-label={t('attachments.list')}>
      {attachments.map((attachment) => (
        <li key={attachment.id} className="attachment">
          {SHOWN_IMAGES.has(attachment.mediaType) && <Picture attachment={attachment} />}
          <DownloadLink attachment={attachment} />
        </li>
      ))}
    </ul>
  );
}

/** In a box of fixed size, so that nothing moves when it arrives. */
function Picture({ attachment: { id, name } }: { readonly attachment: Attachment }) {
  const { t } = useTranslation();
  const address = addressOfFile(id, 'inline');
  return (
    <a
      href={address}
      target="_blank"
      rel="noopener"
      className="attachment__picture"
      aria-label={t('attachments.look', { name })}
    >
      <img src={address} alt="" loading="lazy" decoding="async" />
    </a>
  );
}

function DownloadLink({ attachment: { id, name, sizeBytes } }: { readonly attachment: Attachment }) {
  const { t, i18n } = useTranslation();
  return (
    <a href={addressOfFile(id)} download={name} className="attachment__file">
      <IconFile size={18} stroke={1.5} aria-hidden />
      <VisuallyHidden>{t('attachments.download')}</VisuallyHidden>{' '}
      <span className="attachment__name">{name}</span>{' '}
      <span className="quiet">{formatSize(sizeBytes, i18n.language)}</span>
      <IconDownload size={16} stroke={1.5} aria-hidden />
    </a>
  );
}
