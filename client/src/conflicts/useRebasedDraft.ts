import { useState } from 'react';
import { problemOf } from '../api/errors.ts';

type Ways<Row, Draft> = {
  readonly draftOf: (row: Row) => Draft;
  /** What I changed since `base` as I have it, the rest as it is now. */
  readonly rebase: (base: Row, mine: Draft, now: Row) => Draft;
  /** The row as the server has it now, undefined when it is gone. */
  readonly readNow: (base: Row) => Promise<Row | undefined>;
};

/**
 * What a form holds of a row, and the row it began with, however often the list is read: what others change since is never
 * taken for mine.
 */
export function useRebasedDraft<Row, Draft extends object>(
  row: Row,
  { draftOf, rebase, readNow }: Ways<Row, Draft>,
) {
  const [base, setBase] = useState(row);
  const [draft, setDraft] = useState(() => draftOf(row));
  const [isTakenIn, setTakenIn] = useState(false);

  async function takeIn(): Promise<void> {
    const now = await readNow(base);
    if (now === undefined) return;
    setDraft((mine) => rebase(base, mine, now));
    setBase(now);
    setTakenIn(true);
  }

  return {
    base,
    draft,
    change: (part: Partial<Draft>) => setDraft((mine) => ({ ...mine, ...part })),
    /** Whether what others changed stands in the draft and has not been saved since. */
    isTakenIn,
    onSaving: () => setTakenIn(false),
    /** Somebody else was quicker: what they changed is taken in, and a person looks at it before saving again. */
    onError(error: Error): void {
      if (problemOf(error)?.type === 'outdated') void takeIn().catch(() => undefined);
    },
  };
}
