import { useMediaQuery } from '@mantine/hooks';
import { useSyncExternalStore } from 'react';

const CARD_REM = 5.25;
const USUAL_PIXELS = 40;

/** Pixels of one row: the person's density, or room for a card in a narrow window. */
export function useRowHeight(): number {
  const isNarrow = useMediaQuery('(max-width: 48em)', false, { getInitialValueInEffect: false });
  const height = useSyncExternalStore(onRootChange, readRowHeight);
  return isNarrow ? CARD_REM * remPixels() : height;
}

/** The density is a variable that the root's attributes decide. */
function onRootChange(listener: () => void): () => void {
  const observer = new MutationObserver(listener);
  observer.observe(document.documentElement, { attributes: true });
  return () => observer.disconnect();
}

function readRowHeight(): number {
  const text = getComputedStyle(document.documentElement).getPropertyValue('--case-row').trim();
  const number = Number.parseFloat(text);
  if (!Number.isFinite(number)) return USUAL_PIXELS;
  return text.endsWith('rem') ? number * remPixels() : number;
}

/** Rows grow with the reader's text size. */
function remPixels(): number {
  return Number.parseFloat(getComputedStyle(document.documentElement).fontSize);
}
