import { useMantineColorScheme } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { showLanguage } from '../i18n/i18n.ts';
import { chooseLanguage } from '../i18n/languages.ts';
import { sessionQuery } from '../session/sessionQuery.ts';
import { keepSettings } from './keptSettings.ts';

/** Lets colours, density and language follow the signed-in person's settings, and this browser remember them. */
export function useAppliedSettings(): void {
  const { data: settings } = useQuery({
    ...sessionQuery(),
    enabled: false,
    select: (session) => session?.settings,
  });
  const { setColorScheme } = useMantineColorScheme();
  const { i18n } = useTranslation();
  const { theme, density, language } = settings ?? {};

  useEffect(() => {
    if (theme !== undefined) setColorScheme(theme === 'system' ? 'auto' : theme);
  }, [theme, setColorScheme]);

  useEffect(() => {
    if (density === undefined || language === undefined) return;
    document.documentElement.dataset['density'] = density;
    keepSettings({ density, language });
    // When the texts cannot be fetched the page stays readable in the language it has.
    showLanguage(i18n, chooseLanguage(language, navigator.languages)).catch(() => undefined);
  }, [density, language, i18n]);
}
