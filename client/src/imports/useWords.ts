import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import { formatCount, formatPart } from './formatCount.ts';

export type Words = {
  readonly t: TFunction;
  readonly language: string;
  readonly count: (of: number) => string;
  readonly part: (of: number) => string;
};

/** The texts, and numbers as the language writes them. */
export function useWords(): Words {
  const { t, i18n } = useTranslation();
  const { language } = i18n;
  return {
    t,
    language,
    count: (of) => formatCount(of, language),
    part: (of) => formatPart(of, language),
  };
}
