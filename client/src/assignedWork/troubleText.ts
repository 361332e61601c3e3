import { flattenCustomer } from '@caseload/shared/rules/diffCustomer.ts';
import { errorText } from '../api/errorText.ts';
import { type FieldWords, joinFields, valueText } from '../customers/fieldText.ts';
import type { RowTrouble } from './rowChanges.ts';

/** Why a change did not happen: what was refused, or who set the field to what meanwhile. */
export function troubleText(words: FieldWords, trouble: RowTrouble, secondsLeft?: number): string {
  const { t } = words;
  if (trouble.kind === 'failed')
    return t('assignedWork.notSaved', {
      fields: joinFields(words, [...flattenCustomer(trouble.change).keys()]),
      reason: errorText(t, trouble.error, secondsLeft),
    });
  const [clash] = trouble.clashes;
  if (clash === undefined) return t('errors.conflict');
  return t('assignedWork.clash', {
    who: clash.changedBy?.name ?? t('customers.somebody'),
    field: joinFields(words, [clash.field]),
    value: valueText(words, clash.field, clash.theirs),
  });
}

/** What the button beside it does. */
export function insistText(words: FieldWords, trouble: RowTrouble): string {
  const { t } = words;
  if (trouble.kind === 'failed') return t('errors.retry');
  const [clash] = trouble.clashes;
  if (clash === undefined) return t('errors.retry');
  return t('assignedWork.setAnyway', { value: valueText(words, clash.field, clash.mine) });
}
