import {
  ATTACHMENT_MAXIMUM_BYTES,
  ATTACHMENTS_PER_COMMENT,
} from '@caseload/shared/attachments/attachment.ts';

export type TurnedDown = { readonly name: string; readonly reason: 'tooLarge' | 'empty' | 'tooMany' };

type Sized = { readonly name: string; readonly size: number };

/** Which of the files may be added beside so many others, and why not the rest. */
export function sortFiles<F extends Sized>(
  files: readonly F[],
  already: number,
): { readonly taken: F[]; readonly turnedDown: TurnedDown[] } {
  const taken: F[] = [];
  const turnedDown: TurnedDown[] = [];
  for (const file of files) {
    const reason = reasonAgainst(file, already + taken.length);
    if (reason === null) taken.push(file);
    else turnedDown.push({ name: file.name, reason });
  }
  return { taken, turnedDown };
}

function reasonAgainst({ size }: Sized, already: number): TurnedDown['reason'] | null {
  if (size > ATTACHMENT_MAXIMUM_BYTES) return 'tooLarge';
  if (size === 0) return 'empty';
  return already >= ATTACHMENTS_PER_COMMENT ? 'tooMany' : null;
}

const NAME_MAXIMUM = 200;
/** More than that is no ending but part of the name. */
const ENDING_MAXIMUM = 20;

/** A name the server takes: one line, not too long, with its ending. */
export function sendableName(given: string): string {
  const name = given
    .toWellFormed()
    .replaceAll(/[\p{Cc}\u2028\u2029]/gu, ' ')
    .trim();
  if (name === '') return 'file';
  if (name.length <= NAME_MAXIMUM) return name;
  const dot = name.lastIndexOf('.');
  const ending = dot > 0 && name.length - dot <= ENDING_MAXIMUM ? name.slice(dot) : '';
  return (name.slice(0, NAME_MAXIMUM - ending.length).toWellFormed() + ending).trim();
}
