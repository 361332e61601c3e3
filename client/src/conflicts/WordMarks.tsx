import { useMemo } from 'react';
import { wordDiff } from './wordDiff.ts';
import './wordMarks.css';

type Props = { readonly before: string; readonly after: string };

/** A text with the words marked that were taken out of and put into an earlier one. */
export function WordMarks({ before, after }: Props) {
  const parts = useMemo(() => wordDiff(before, after), [before, after]);
  return (
    <span className="word-marks">
      {parts.map(({ kind, text }, index) => {
        // Parts have no identity of their own and never move.
        const key = `${index}`;
        if (kind === 'removed') return <del key={key}>{text}</del>;
        return kind === 'added' ? <ins key={key}>{text}</ins> : <span key={key}>{text}</span>;
      })}
    </span>
  );
}
