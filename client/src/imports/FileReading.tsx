import {
  type CustomerImport,
  DELIMITERS,
  type Delimiter,
  ENCODINGS,
  type Encoding,
} from '@caseload/shared/imports/import.ts';
import { NativeSelect } from '@mantine/core';
import { formatSize } from '../attachments/formatSize.ts';
import { ImportTrouble } from './ImportTrouble.tsx';
import type { ImportWorkDesk } from './useImportWork.ts';
import { useWords } from './useWords.ts';

type Props = { readonly import: CustomerImport; readonly read: ImportWorkDesk['read'] };

const ENCODING_TEXT = {
  'utf-8': 'imports.encodings.utf8',
  'utf-16le': 'imports.encodings.utf16le',
  'utf-16be': 'imports.encodings.utf16be',
  'windows-1252': 'imports.encodings.windows1252',
} as const satisfies Record<Encoding, string>;

const DELIMITER_TEXT = {
  ',': 'imports.delimiters.comma',
  ';': 'imports.delimiters.semicolon',
  '\t': 'imports.delimiters.tab',
  '|': 'imports.delimiters.bar',
} as const satisfies Record<Delimiter, string>;

/** What was found out about the file, and how to read it otherwise. */
export function FileReading({ import: shown, read }: Props) {
  const { t, language, count } = useWords();
  const { sizeBytes, rowEstimate, sample, encoding, delimiter } = shown;
  // The sample is short of its five rows only where the file is.
  const isCounted = rowEstimate <= sample.length;
  const rows = t(isCounted ? 'imports.rows' : 'imports.rowsAbout', {
    count: rowEstimate,
    shown: count(rowEstimate),
  });
  return (
    <div className="file-reading" role="group" aria-label={t('imports.fileFacts')}>
      <p className="file-reading__facts">
        {formatSize(sizeBytes, language)} · {rows}
      </p>
      <NativeSelect
        label={t('imports.encoding')}
        description={t('imports.encodingHint')}
        data={ENCODINGS.map((value) => ({ value, label: t(ENCODING_TEXT[value]) }))}
        value={encoding}
        disabled={read.isPending}
        onChange={({ currentTarget }) => {
          const picked = ENCODINGS.find((each) => each === currentTarget.value);
          if (picked !== undefined) read.mutate({ encoding: picked });
        }}
      />
      <NativeSelect
        label={t('imports.delimiter')}
        description={t('imports.delimiterHint')}
        data={DELIMITERS.map((value) => ({ value, label: t(DELIMITER_TEXT[value]) }))}
        value={delimiter}
        disabled={read.isPending}
        onChange={({ currentTarget }) => {
          const picked = DELIMITERS.find((each) => each === currentTarget.value);
          if (picked !== undefined) read.mutate({ delimiter: picked });
        }}
      />
      <p role="status" className="file-reading__state quiet">
        {read.isPending && t('imports.readingAgain')}
      </p>
      {read.error !== null && (
        <div className="file-reading__trouble">
          <ImportTrouble error={read.error} />
        </div>
      )}
    </div>
  );
}
