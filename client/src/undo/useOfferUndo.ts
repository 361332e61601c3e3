import { createContext, useContext } from 'react';
import type { UndoDesk, UndoOffer } from './undoDesk.ts';

export const UndoDeskContext = createContext<UndoDesk | null>(null);

export function useUndoDesk(): UndoDesk {
  const desk = useContext(UndoDeskContext);
  if (desk === null) throw new Error('useUndoDesk needs an UndoProvider');
  return desk;
}

/**
 * Says what was done and offers to take it back: `offerUndo({ message, undo })` shows for ten seconds, longer while
 * pointed at or focused; `Z` takes back the newest. `undo` is a normal versioned change; when it rejects, the
 * reason is shown with a way to try again.
 */
export function useOfferUndo(): (offer: UndoOffer) => void {
  return useUndoDesk().offer;
}

/**
 * The same for a change on its way: `Z` pressed before it is answered takes it back as soon as it is. Null says that there
 * is nothing to take back, since nothing was saved.
 */
export function useExpectUndo(): (coming: Promise<UndoOffer | null>) => void {
  return useUndoDesk().expect;
}
