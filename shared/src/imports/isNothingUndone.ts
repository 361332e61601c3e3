import type { ImportUndo } from './import.ts';

/** Whether every customer of an import stayed as it is: it stands as before then, and can be undone another time. */
export const isNothingUndone = ({ archived, setBack, kept }: ImportUndo): boolean =>
  kept > 0 && archived + setBack === 0;
