import { Button, Progress } from '@mantine/core';
import { formatSize } from '../attachments/formatSize.ts';
import { useAskBeforeLeaving } from '../ui/useAskBeforeLeaving.ts';
import { partSpoken } from './progress.ts';
import type { UploadState } from './uploadDesk.ts';
import { useWords } from './useWords.ts';

type Props = {
  readonly upload: Extract<UploadState, { readonly kind: 'uploading' }>;
  readonly onCancel: () => void;
};

export function UploadProgress({ upload: { name, size, sent }, onCancel }: Props) {
  const { t, language, part } = useWords();
  // Closing the page ends the upload.
  useAskBeforeLeaving(true);
  // What goes over the line is a little more than the file.
  const done = Math.min(sent, size);
  const isSent = done >= size;
  const text = isSent
    ? t('imports.reading')
    : t('imports.uploaded', { sent: formatSize(done, language), size: formatSize(size, language) });
  return (
    <div className="upload__progress">
      <p className="upload__ask">{t('imports.uploading', { name })}</p>
      <Progress.Root size="lg">
        <Progress.Section
          value={(done / size) * 100}
          animated={isSent}
          aria-label={t('imports.uploadProgress')}
          aria-valuetext={part(done / size)}
        />
      </Progress.Root>
      <p className="quiet">{text}</p>
      <span className="imports__spoken" role="status">
        {isSent
          ? t('imports.reading')
          : t('imports.spoken', { part: part(partSpoken({ done, total: size })) })}
      </span>
      <Button variant="default" onClick={onCancel} autoFocus>
        {t('imports.cancelUpload')}
      </Button>
    </div>
  );
}
