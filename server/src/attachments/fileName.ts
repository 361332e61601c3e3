import { REFUSED_EXTENSIONS } from './refusedTypes.ts';

/** Marks that turn the direction of writing, so that `gpj.exe` reads `exe.jpg`. */
const DIRECTION_MARKS = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;
const RESERVED = /[<>:"|?*]/gu;

/** The last part of a name that may hold a path, in a form that every system can store. Never empty. */
export function cleanFileName(given: string): string {
  const last = given.split(/[/\\]/u).at(-1) ?? '';
  const name = last
    .normalize('NFC')
    .replaceAll(DIRECTION_MARKS, '')
    .replaceAll(RESERVED, '_')
    .replace(/[. ]+$/u, '')
    .trim();
  return name === '' ? 'file' : name;
}

/** Whether a system would run the file, or a browser its scripts, because of how it is called. */
export function isRefusedName(name: string): boolean {
  // Characters nobody sees would part the extension from itself.
  const visible = name.replaceAll(/[\p{Cf}\s]/gu, '');
  return REFUSED_EXTENSIONS.has(visible.split('.').slice(1).at(-1)?.toLowerCase() ?? '');
}
