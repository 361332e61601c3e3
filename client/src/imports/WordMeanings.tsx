import { PRIORITIES } from '@caseload/shared/customers/customer.ts';
import type { ImportReport } from '@caseload/shared/imports/import.ts';
import { NativeSelect } from '@mantine/core';
import { usePeople } from '../customers/useFieldWords.ts';
import { useSession } from '../session/sessionQuery.ts';
import { fileWords, meaningOf, WORD_KINDS, type WordKind, withMeaning } from './meanings.ts';
import type { RulesInHand } from './useRulesDraft.ts';
import { useWords } from './useWords.ts';

type Props = { readonly report: ImportReport; readonly inHand: RulesInHand };

/** The words of the file for statuses, priorities and people, each to be given a meaning. */
export function WordMeanings({ report, inHand }: Props) {
  const { t } = useWords();
  const kinds = WORD_KINDS.filter((kind) => fileWords(report, inHand.rules, kind).length > 0);
  if (kinds.length === 0) return null;
  return (
    <section className="imports__part">
      <h3 className="imports__subheading">{t('imports.wordsTitle')}</h3>
      <p className="imports__text quiet">{t('imports.wordsHint')}</p>
      {kinds.map((kind) => (
        <WordsOfKind key={kind} kind={kind} report={report} inHand={inHand} />
      ))}
    </section>
  );
}

const FIELD_OF = {
  status: 'words.field.status',
  priority: 'words.field.priority',
  assignee: 'words.field.assignedTo',
} as const satisfies Record<WordKind, string>;

function WordsOfKind({ kind, report, inHand: { rules, change } }: Props & { readonly kind: WordKind }) {
  const { t, count } = useWords();
  const choices = useMeaningChoices(kind);
  return (
    <fieldset className="meanings">
      <legend>{t(FIELD_OF[kind])}</legend>
      {fileWords(report, rules, kind).map(({ word, count: rows }) => (
        <div key={word} className="meanings__line">
          <span className="meanings__word" data-user-text>
            {rows === null ? word : t('imports.wordRows', { word, count: rows, shown: count(rows) })}
          </span>
          <NativeSelect
            size="xs"
            aria-label={t('imports.wordMeans', { word })}
            data={[{ value: '', label: t('imports.meansNothing') }, ...choices]}
            value={meaningOf(rules, kind, word) ?? ''}
            onChange={({ currentTarget: { value } }) =>
              change(withMeaning(rules, kind, word, value === '' ? null : value))
            }
          />
        </div>
      ))}
    </fieldset>
  );
}

function useMeaningChoices(kind: WordKind): readonly { readonly value: string; readonly label: string }[] {
  const { t } = useWords();
  const { statuses } = useSession().organisation;
  const people = usePeople();
  switch (kind) {
    case 'status':
      return statuses.filter(({ archived }) => !archived).map(({ key, label }) => ({ value: key, label }));
    case 'priority':
      return PRIORITIES.map((key) => ({ value: key, label: t(`words.priority.${key}`) }));
    case 'assignee':
      return people.map(({ name, email }) => ({
        value: email ?? name,
        label: email === null ? name : `${name} (${email})`,
      }));
  }
}
