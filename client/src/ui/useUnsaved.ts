import { createContext, useContext, useEffect } from 'react';
import { createUnsavedDesk } from './unsavedDesk.ts';

/** Of this window. */
export const unsavedDesk = createUnsavedDesk();

/** The dialog that surrounds a form; the page without one. */
export const UnsavedPlace = createContext('page');

/** Says whether what is typed in a form would be lost with it: whoever leaves it is asked then. */
export function useUnsaved(isUnsaved: boolean): void {
  const place = useContext(UnsavedPlace);
  useEffect(() => (isUnsaved ? unsavedDesk.hold(place) : undefined), [isUnsaved, place]);
}
