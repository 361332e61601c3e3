import { createContext, useContext } from 'react';

/** What decides how times read and where days begin. */
export type Place = {
  /** The language of the screen. */
  readonly language: string;
  /** A name of the time zone database. */
  readonly timeZone: string;
};

export function deviceTimeZone(): string {
  return new Intl.DateTimeFormat().resolvedOptions().timeZone;
}

export const PlaceContext = createContext<Place | null>(null);

/** The language and zone of the person who looks. */
export function usePlace(): Place {
  const place = useContext(PlaceContext);
  if (place === null) throw new Error('usePlace needs a PlaceContext');
  return place;
}

/** How `Intl` is to write: day before month in English, as the product writes its dates. */
export function localeOf(language: string): string {
  return language === 'en' ? 'en-GB' : language;
}
