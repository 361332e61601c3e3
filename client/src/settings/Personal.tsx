import { type ReactNode, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { deviceTimeZone, PlaceContext } from '../time/place.ts';
import { useAppliedSettings } from './useAppliedSettings.ts';
import { useKnownSettings } from './useKnownSettings.ts';

/** Makes the page follow what the signed-in person set for themselves. */
export function Personal({ children }: { readonly children: ReactNode }) {
  useAppliedSettings();
  const { timeZone } = useKnownSettings();
  const { language } = useTranslation().i18n;
  const place = useMemo(() => ({ language, timeZone: timeZone ?? deviceTimeZone() }), [language, timeZone]);
  return <PlaceContext value={place}>{children}</PlaceContext>;
}
