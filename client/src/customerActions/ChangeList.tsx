import type { FieldChange } from '@caseload/shared/customerActions/action.ts';
import { VisuallyHidden } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { WordMarks } from '../conflicts/WordMarks.tsx';
import { useCustomer } from '../customers/customerContext.ts';
import { fieldLabel, valueText } from '../customers/fieldText.ts';
import { isLong } from './describeAction.ts';

/** Before and after of each field; of long texts the words that differ, on demand. */
export function ChangeList({ changes }: { readonly changes: readonly FieldChange[] }) {
  const { t } = useTranslation();
  const { customFields } = useCustomer().words;
  return (
    <ul className="changes">
      {changes.map((change) => (
        <li key={change.field}>
          <span className="changes__field">{fieldLabel(t, change.field, customFields)}</span>{' '}
          {isLong(change) ? <LongChange change={change} /> : <ShortChange change={change} />}
        </li>
      ))}
    </ul>
  );
}

/** What a new customer began with; there is no before. */
export function ValueList({ changes }: { readonly changes: readonly FieldChange[] }) {
  const { t } = useTranslation();
  const { words } = useCustomer();
  return (
    <ul className="changes">
      {changes.map(({ field, to }) => (
        <li key={field}>
          <span className="changes__field">{fieldLabel(t, field, words.customFields)}</span>{' '}
          {valueText(words, field, to)}
        </li>
      ))}
    </ul>
  );
}

export function ShortChange({ change: { field, from, to } }: { readonly change: FieldChange }) {
  const { t } = useTranslation();
  const { words } = useCustomer();
  return (
    <>
      <del>
        <VisuallyHidden>{t('customerActions.before')}: </VisuallyHidden>
        {valueText(words, field, from)}
      </del>
      <span aria-hidden> → </span>
      <ins>
        <VisuallyHidden>{t('customerActions.after')}: </VisuallyHidden>
        {valueText(words, field, to)}
      </ins>
    </>
  );
}

export function LongChange({ change: { from, to } }: { readonly change: FieldChange }) {
  const { t } = useTranslation();
  return (
    <details className="changes__long">
      <summary>{t('customerActions.showText')}</summary>
      <WordMarks before={String(from ?? '')} after={String(to ?? '')} />
    </details>
  );
}
