import { LANGUAGES, type Settings } from '@caseload/shared/settings/settings.ts';

/** Where Mantine and `firstPaint.js` find the colours. */
export const THEME_KEY = 'caseload.theme';
const LANGUAGE_KEY = 'caseload.language';
const DENSITY_KEY = 'caseload.density';

/**
 * What must be known before anybody is: the server is asked only after the first paint, and the sign-in page knows
 * nobody. Kept per browser; the theme by Mantine. A browser that keeps nothing uses the usual.
 */
export function keepSettings({ language, density }: Pick<Settings, 'language' | 'density'>): void {
  try {
    localStorage.setItem(LANGUAGE_KEY, language);
    localStorage.setItem(DENSITY_KEY, density);
  } catch {
    // Private windows may refuse to keep anything; the next visit then starts from the usual.
  }
}

export function keptLanguage(): Settings['language'] {
  try {
    const kept = localStorage.getItem(LANGUAGE_KEY);
    return LANGUAGES.find((language) => language === kept) ?? 'system';
  } catch {
    return 'system';
  }
}
