import type { FieldWords } from '../customers/fieldText.ts';
import type { Clash } from './rebase.ts';

/** `Maria changed this customer while you were editing`, with everybody who did. */
export function conflictTitle(
  { t, language }: Pick<FieldWords, 't' | 'language'>,
  clashes: readonly Clash[],
): string {
  const names = clashes.map(({ changedBy }) => changedBy?.name ?? t('conflicts.somebody'));
  return t('conflicts.title', { who: new Intl.ListFormat(language).format(new Set(names)) });
}
