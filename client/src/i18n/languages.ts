import type { Settings } from '@caseload/shared/settings/settings.ts';

/** Languages with texts of their own. `en-XA` is English made to look foreign, by which missing texts are found. */
export const TEXT_LANGUAGES = ['en', 'de', 'en-XA'] as const;
export type TextLanguage = (typeof TEXT_LANGUAGES)[number];

/** The language to show: the person's own, else the first of the browser's that there are texts for. */
export function chooseLanguage(setting: Settings['language'], preferred: readonly string[]): TextLanguage {
  if (setting !== 'system') return setting;
  for (const tag of preferred) {
    const find = (wanted: string | undefined) => TEXT_LANGUAGES.find((language) => language === wanted);
    const known = find(tag) ?? find(tag.split('-')[0]);
    if (known !== undefined) return known;
  }
  return 'en';
}
