import { IMPORT_MAXIMUM_BYTES } from '@caseload/shared/imports/import.ts';

/** Why a file is not worth the way to the server. */
export type FileFault = 'empty' | 'tooLarge' | 'workbook' | 'pdf' | 'picture' | 'webPage' | 'binary';

/** So much of the beginning is looked at. */
const LOOKED_AT_BYTES = 4_096;

/** What is wrong with a chosen file as far as its size and beginning tell, or null. */
export async function sniffFile(file: Blob): Promise<FileFault | null> {
  if (file.size === 0) return 'empty';
  if (file.size > IMPORT_MAXIMUM_BYTES) return 'tooLarge';
  return faultOfBeginning(new Uint8Array(await file.slice(0, LOOKED_AT_BYTES).arrayBuffer()));
}

/** Kinds of files by how they begin, as people choose them by mistake. */
const BEGINNINGS: readonly (readonly [FileFault, readonly number[]])[] = [
  // A ZIP, which new workbooks of Excel and of LibreOffice are.
  ['workbook', [0x50, 0x4b, 0x03, 0x04]],
  // A compound file, which old workbooks of Excel are.
  ['workbook', [0xd0, 0xcf, 0x11, 0xe0]],
  ['pdf', [0x25, 0x50, 0x44, 0x46]],
  ['picture', [0x89, 0x50, 0x4e, 0x47]],
  ['picture', [0xff, 0xd8, 0xff]],
  ['picture', [0x47, 0x49, 0x46, 0x38]],
];

export function faultOfBeginning(bytes: Uint8Array): FileFault | null {
  const known = BEGINNINGS.find(([, start]) => start.every((byte, at) => bytes[at] === byte));
  if (known !== undefined) return known[0];
  if (isUtf16(bytes)) return null;
  if (bytes.includes(0)) return 'binary';
  const text = new TextDecoder().decode(bytes).trimStart().toLowerCase();
  return text.startsWith('<!doctype') || text.startsWith('<html') || text.startsWith('<?xml')
    ? 'webPage'
    : null;
}

/** With a byte order mark, or with every other byte empty, as Latin text has it. */
function isUtf16(bytes: Uint8Array): boolean {
  const [first, second] = bytes;
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)) return true;
  const pairs = Math.min(Math.floor(bytes.length / 2), 64);
  if (pairs < 2) return false;
  const zeros = (from: number) =>
    Array.from({ length: pairs }, (_, pair) => bytes[pair * 2 + from]).filter((byte) => byte === 0).length;
  const [even, odd] = [zeros(0), zeros(1)];
  return (even === 0 && odd > pairs / 2) || (odd === 0 && even > pairs / 2);
}
