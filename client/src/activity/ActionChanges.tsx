import type { FieldChange } from '@caseload/shared/customerActions/action.ts';
import { useTranslation } from 'react-i18next';
import { WordMarks } from '../conflicts/WordMarks.tsx';
import { isLong } from '../customerActions/describeAction.ts';
import { type FieldWords, isBlank, valueText } from '../customers/fieldText.ts';
import { fieldText } from './activityTexts.ts';

type Props = {
  readonly words: FieldWords;
  readonly changes: readonly FieldChange[];
  /** Nothing was before the first action of a customer. */
  readonly isBeginning: boolean;
};

/** Every changed field with what it was and what it became; long texts with the words marked that differ. */
export function ActionChanges({ words, changes, isBeginning }: Props) {
  const { t } = useTranslation();
  const shown = isBeginning ? changes.filter(({ to }) => !isBlank(to)) : changes;
  if (shown.length === 0) return null;
  return (
    <table className="action-changes">
      <thead>
        <tr>
          <th scope="col">{t('activity.field')}</th>
          {!isBeginning && <th scope="col">{t('activity.before')}</th>}
          <th scope="col">{isBeginning ? t('activity.value') : t('activity.after')}</th>
        </tr>
      </thead>
      <tbody>
        {shown.map((change) => (
          <ChangeRow key={change.field} words={words} change={change} isBeginning={isBeginning} />
        ))}
      </tbody>
    </table>
  );
}

type RowProps = Pick<Props, 'words' | 'isBeginning'> & { readonly change: FieldChange };

function ChangeRow({ words, change, isBeginning }: RowProps) {
  const { field, from, to } = change;
  const label = <th scope="row">{fieldText(words, field)}</th>;
  if (!isBeginning && isLong(change))
    return (
      <tr>
        {label}
        <td colSpan={2}>
          <WordMarks before={String(from ?? '')} after={String(to ?? '')} />
        </td>
      </tr>
    );
  return (
    <tr>
      {label}
      {!isBeginning && (
        <td>
          <del>{valueText(words, field, from)}</del>
        </td>
      )}
      <td className="action-changes__after">
        <ins>{valueText(words, field, to)}</ins>
      </td>
    </tr>
  );
}
