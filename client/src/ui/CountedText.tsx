import { VisuallyHidden } from '@mantine/core';
import { retryAfterOf } from '../api/errors.ts';
import { useRetryCountdown } from './useRetryCountdown.ts';

type Props = { readonly error: unknown; readonly textOf: (secondsLeft: number) => string };

/** A text about a refusal that says how long to wait: seen to count down, read out at its begin and its end only. */
export function CountedText({ error, textOf }: Props) {
  const secondsLeft = useRetryCountdown(error);
  const whole = retryAfterOf(error) ?? 0;
  if (whole === 0) return textOf(0);
  return (
    <>
      <VisuallyHidden>{textOf(secondsLeft === 0 ? 0 : whole)}</VisuallyHidden>
      <span aria-hidden>{textOf(secondsLeft)}</span>
    </>
  );
}
