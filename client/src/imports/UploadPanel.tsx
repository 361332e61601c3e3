import { IMPORT_MAXIMUM_BYTES } from '@caseload/shared/imports/import.ts';
import { Button } from '@mantine/core';
import { IconDownload, IconFileUpload, IconUpload } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { formatSize } from '../attachments/formatSize.ts';
import { useFileDrop } from '../attachments/useFileDrop.ts';
import { useSession } from '../session/sessionQuery.ts';
import { importQuery } from './importsQuery.ts';
import { addressOfCsv, templateCsv } from './template.ts';
import { UploadTrouble } from './UploadTrouble.tsx';
import { UploadProgress } from './UploadProgress.tsx';
import { useUpload } from './useUpload.ts';

/** Takes a file by drop or choice, uploads it, and goes on to its columns. */
export function UploadPanel() {
  const { t } = useTranslation();
  const { desk, state } = useUpload();
  const [alone, setAlone] = useState<string | null>(null);
  const drop = useFileDrop(take);
  useGoOn();

  function take(files: readonly File[]) {
    const [file] = files;
    if (file === undefined) return;
    setAlone(files.length > 1 ? file.name : null);
    void desk.start(file);
  }

  return (
    <div className="upload" data-over={drop.isOver} {...drop.handlers}>
      {state.kind === 'uploading' ? (
        <UploadProgress upload={state} onCancel={desk.cancel} />
      ) : (
        <>
          <IconFileUpload size={36} stroke={1.25} aria-hidden className="quiet" />
          <p className="upload__ask">{drop.isOver ? t('imports.dropNow') : t('imports.drop')}</p>
          <ChooseFile onFiles={take} />
        </>
      )}
      <div role="alert" className="upload__trouble">
        {(state.kind === 'refused' || state.kind === 'failed') && (
          <UploadTrouble trouble={state} onRetry={desk.retry} />
        )}
      </div>
      {alone !== null && state.kind === 'uploading' && (
        <p className="quiet">{t('imports.oneFile', { name: alone })}</p>
      )}
    </div>
  );
}

/** To the columns of the file once it is there, also when the person was elsewhere meanwhile. */
function useGoOn(): void {
  const { desk, state } = useUpload();
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  useEffect(() => {
    if (state.kind !== 'ready') return;
    const { id } = state.import;
    queryClient.setQueryData(importQuery(id).queryKey, state.import);
    desk.clear();
    void navigate({ to: '/import/$importId', params: { importId: id }, search: { step: 'map' } });
  }, [state, desk, navigate, queryClient]);
}

function ChooseFile({ onFiles }: { readonly onFiles: (files: readonly File[]) => void }) {
  const { t, i18n } = useTranslation();
  const { organisation } = useSession();
  const input = useRef<HTMLInputElement>(null);
  const limitsId = useId();
  const size = formatSize(IMPORT_MAXIMUM_BYTES, i18n.language);
  return (
    <>
      <input
        ref={input}
        type="file"
        accept=".csv,.tsv,.txt,text/csv,text/tab-separated-values,text/plain"
        hidden
        onChange={({ currentTarget }) => {
          onFiles([...(currentTarget.files ?? [])]);
          // Otherwise choosing the same file again would be no change.
          currentTarget.value = '';
        }}
      />
      <div className="upload__buttons">
        <Button
          leftSection={<IconUpload size={16} aria-hidden />}
          aria-describedby={limitsId}
          onClick={() => input.current?.click()}
        >
          {t('imports.choose')}
        </Button>
        <Button
          component="a"
          variant="default"
          leftSection={<IconDownload size={16} aria-hidden />}
          href={addressOfCsv(templateCsv(organisation.statuses, organisation.customFields))}
          download={t('imports.templateName')}
        >
          {t('imports.template')}
        </Button>
      </div>
      <p id={limitsId} className="upload__limits quiet">
        {t('imports.limits', { size })}
      </p>
    </>
  );
}
