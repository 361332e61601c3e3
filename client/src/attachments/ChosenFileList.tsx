import { SHOWN_IMAGES } from '@caseload/shared/attachments/attachment.ts';
import { Button, CloseButton, Loader } from '@mantine/core';
import { IconAlertCircle, IconCheck, IconFile } from '@tabler/icons-react';
import type { TFunction } from 'i18next';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { problemOf } from '../api/errors.ts';
import { errorText } from '../api/errorText.ts';
import { CountedText } from '../ui/CountedText.tsx';
import { ADD_FILES_ID } from './AddFiles.tsx';
import { addressOfFile } from './AttachmentList.tsx';
import type { ChosenFile, ChosenFiles } from './chosenFiles.ts';
import { formatSize } from './formatSize.ts';
import './attachments.css';

type Props = { readonly files: readonly ChosenFile[]; readonly chosen: ChosenFiles };

/** The files of the comment being written, how far each has got, and the ways to take it out or try again. */
export function ChosenFileList({ files, chosen }: Props) {
  const { t } = useTranslation();
  const listId = useId();
  if (files.length === 0) return null;

  /** The focus would be lost with the button: it goes to the file that takes the place, or to where files are added. */
  function remove(file: ChosenFile) {
    const index = files.indexOf(file);
    const next = files[index + 1] ?? files[index - 1];
    const id = next === undefined ? ADD_FILES_ID : removeId(listId, next);
    chosen.remove(file.key);
    document.getElementById(id)?.focus();
  }

  return (
    <ul className="attachments" aria-label={t('attachments.chosen')}>
      {files.map((file) => (
        <li key={file.key} className="chosen-file" data-state={file.state.kind}>
          <Thumbnail file={file} />
          <span className="chosen-file__text">
            <span className="attachment__name">{file.name}</span>
            <State file={file} />
          </span>
          {file.state.kind === 'failed' && (
            <Button size="compact-xs" variant="default" onClick={() => chosen.retry(file.key)}>
              {t('attachments.retry')}
            </Button>
          )}
          <CloseButton
            size="sm"
            aria-label={t('attachments.remove', { name: file.name })}
            id={removeId(listId, file)}
            onClick={() => remove(file)}
          />
        </li>
      ))}
    </ul>
  );
}

const removeId = (listId: string, { key }: ChosenFile) => `${listId}-${key}`;

/** A picture is shown once the server has it: the page's security policy lets it load from nowhere else. */
function Thumbnail({ file: { state, mediaType } }: { readonly file: ChosenFile }) {
  const isShown = state.kind === 'ready' && SHOWN_IMAGES.has(mediaType);
  return (
    <span className="chosen-file__thumbnail">
      {isShown ? (
        <img src={addressOfFile(state.attachmentId, 'inline')} alt="" decoding="async" />
      ) : (
        <IconFile size={20} stroke={1.5} aria-hidden />
      )}
    </span>
  );
}

function State({ file: { state, sizeBytes } }: { readonly file: ChosenFile }) {
  const { t, i18n } = useTranslation();
  const size = formatSize(sizeBytes, i18n.language);
  switch (state.kind) {
    case 'waiting':
      return <span className="chosen-file__state">{t('attachments.waiting', { size })}</span>;
    case 'uploading': {
      const part = Math.min(1, sizeBytes === 0 ? 0 : state.sentBytes / sizeBytes);
      const done = new Intl.NumberFormat(i18n.language, { style: 'percent' }).format(part);
      return (
        <span className="chosen-file__state">
          <Loader size={10} aria-hidden /> {t('attachments.uploading', { done, size })}
          <progress value={part} max={1} aria-label={t('attachments.progress')} />
        </span>
      );
    }
    case 'ready':
      return (
        <span className="chosen-file__state">
          <IconCheck size={14} aria-hidden /> {size}
        </span>
      );
    case 'failed':
    case 'refused':
      return (
        <span className="chosen-file__state" role="alert">
          <IconAlertCircle size={14} aria-hidden />{' '}
          <CountedText error={state.error} textOf={(left) => reasonOf(t, state.error, left)} />
        </span>
      );
  }
}

/** A kind that is not taken is told under the file's name; that pointer would tell a person nothing. */
function reasonOf(t: TFunction, error: Error, secondsLeft: number): string {
  const problem = problemOf(error);
  const isKind = problem?.type === 'validation' && problem.issues.some(({ pointer }) => pointer === '/name');
  return isKind ? t('attachments.refused') : errorText(t, error, secondsLeft);
}
