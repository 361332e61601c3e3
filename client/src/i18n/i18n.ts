import i18next, { type i18n } from 'i18next';
import { initReactI18next } from 'react-i18next';
import type { en } from './en.ts';
import type { TextLanguage } from './languages.ts';

/** Speaks once `showLanguage` is done, or at once when given the English texts. React escapes, so i18next need not. */
export function createI18n(english?: typeof en): i18n {
  const instance = i18next.createInstance();
  void instance.use(initReactI18next).init({
    lng: 'en',
    // Every language has all texts: none has to stand in for another.
    fallbackLng: false,
    resources: english === undefined ? {} : { en: { translation: english } },
    interpolation: { escapeValue: false },
    initAsync: false,
  });
  return instance;
}

/** A chunk for each language, since nobody reads two. */
const LOADERS = {
  en: () => import('./en.ts').then(({ en }) => en),
  de: () => import('./de.ts').then(({ de }) => de),
  'en-XA': () =>
    Promise.all([import('./pseudo.ts'), import('./en.ts')]).then(([{ makePseudo }, { en }]) =>
      makePseudo(en),
    ),
} as const;

/**
 * Shows the page in a language, fetching its texts when they are not here yet. The language stays as it was when they
 * cannot be fetched.
 */
export async function showLanguage(texts: i18n, language: TextLanguage): Promise<void> {
  if (!texts.hasResourceBundle(language, 'translation'))
    texts.addResourceBundle(language, 'translation', await LOADERS[language]());
  await texts.changeLanguage(language);
  document.documentElement.lang = language;
}
