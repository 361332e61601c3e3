import { IconCheck, IconMinus } from '@tabler/icons-react';
import type { MouseEvent } from 'react';
import './checkMark.css';

export type CheckState = 'true' | 'false' | 'mixed';

type Props = {
  readonly label: string;
  readonly state: CheckState;
  readonly onPress: (event: MouseEvent) => void;
  readonly isTabStop: boolean;
};

/** A box to tick. No input, since keys such as J are not for the page while an input has the focus. */
export function CheckMark({ label, state, onPress, isTabStop }: Props) {
  return (
    <button
      type="button"
      role="checkbox"
      aria-checked={state}
      aria-label={label}
      className="check-mark"
      tabIndex={isTabStop ? 0 : -1}
      onClick={onPress}
    >
      <span className="check-mark__box" data-state={state}>
        {state === 'true' && <IconCheck size={12} stroke={3} aria-hidden />}
        {state === 'mixed' && <IconMinus size={12} stroke={3} aria-hidden />}
      </span>
    </button>
  );
}
