import type { FieldWords } from '../customers/fieldText.ts';
import type { Clash } from './rebase.ts';

/** `Maria changed this customer while you were editing`, with everybody who did. */
export function conflictTitle(
  { t, language }: Pick<FieldWords, 't' | 'language'>,
  clashes: readonly Clash[],
  me: string,
): string {
  const people = clashes.map(({ changedBy }) => changedBy);
  if (people.every((person) => person?.id === me)) return t('conflicts.titleMyself');
  const names = people
    .filter((person) => person?.id !== me)
    .map((person) => person?.name ?? t('conflicts.somebody'));
  return t('conflicts.title', { who: new Intl.ListFormat(language).format(new Set(names)) });
}
