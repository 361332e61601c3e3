import { flattenCustomer } from '@caseload/shared/rules/diffCustomer.ts';
import { useTranslation } from 'react-i18next';
import { fieldLabel, type FieldWords, valueText } from '../customers/fieldText.ts';
import type { Question } from './question.ts';

type Props = { readonly question: Question; readonly words: FieldWords };

/** The changes nobody has to decide about: theirs to other fields, and mine. */
export function KeptAutomatically({ question: { takenOver, resend }, words }: Props) {
  const { t } = useTranslation();
  const mine = [...flattenCustomer(resend)];
  if (takenOver.length === 0 && mine.length === 0) return null;
  return (
    <section className="conflict__kept">
      <h3>{t('conflicts.keptAutomatically')}</h3>
      <ul>
        {takenOver.map(({ field, theirs, changedBy }) => (
          <li key={`theirs ${field}`}>
            {t('conflicts.keptTheirs', {
              field: fieldLabel(t, field, words.customFields),
              value: valueText(words, field, theirs),
              who: changedBy?.name ?? t('conflicts.somebody'),
            })}
          </li>
        ))}
        {mine.map(([field, value]) => (
          <li key={`mine ${field}`}>
            {t('conflicts.keptMine', {
              field: fieldLabel(t, field, words.customFields),
              value: valueText(words, field, value),
            })}
          </li>
        ))}
      </ul>
    </section>
  );
}
