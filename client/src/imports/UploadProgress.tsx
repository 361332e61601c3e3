import { Button, Progress } from '@mantine/core';
import { useEffect } from 'react';
import { formatSize } from '../attachments/formatSize.ts';
import { partSpoken } from './progress.ts';
import type { UploadState } from './uploadDesk.ts';
import { useWords } from './useWords.ts';

type Props = {
  readonly upload: Extract<UploadState, { readonly kind: 'uploading' }>;
  readonly onCancel: () => void;
};

export function UploadProgress({ upload: { name, size, sent }, onCancel }: Props) {
  const { t, language, part } = useWords();
  useAskBeforeClosing();
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

/** Closing the page ends an upload, which the browser alone would not mention. */
function useAskBeforeClosing(): void {
  useEffect(() => {
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', ask);
    return () => window.removeEventListener('beforeunload', ask);
  }, []);
}
