import { flattenCustomer } from '@caseload/shared/rules/diffCustomer.ts';
import { Alert, Button, Group } from '@mantine/core';
import { IconLock } from '@tabler/icons-react';
import { useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { CopyButton } from '../conflicts/CopyButton.tsx';
import { customerState } from '../conflicts/customerState.ts';
import { useCustomer } from './customerContext.ts';
import { fieldCodec } from './fieldCodec.ts';
import { FieldHistory } from './FieldHistory.tsx';
import { fieldErrorText } from './fieldErrorText.ts';
import { fieldLabel, isBlank, valueText } from './fieldText.ts';

const IN_HEADER = new Set(['name', 'archived']);

type Props = {
  /** Whether what was typed before is shown by somebody else. */
  readonly isTypedElsewhere: boolean;
};

/** The details for somebody who may not change them, with the reason, and whatever they had typed before. */
export function ReadOnlyDetails({ isTypedElsewhere }: Props) {
  const { t } = useTranslation();
  const { customer, words } = useCustomer();
  const values = [...flattenCustomer(customerState(customer))].filter(([field]) => !IN_HEADER.has(field));
  const name = valueText(words, 'assignedTo', customer.assignedTo);
  return (
    <>
      <Alert color="gray" icon={<IconLock aria-hidden />}>
        {t('customers.readOnlyAssigned', { name })}
      </Alert>
      {!isTypedElsewhere && <StillTyped />}
      <dl className="read-only">
        {values.map(([field, value]) => (
          <div key={field} className="read-only__field">
            <dt>
              {fieldLabel(t, field, words.customFields)}
              <FieldHistory name={field} label={fieldLabel(t, field, words.customFields)} />
            </dt>
            <dd className="read-only__value" data-is-blank={isBlank(value)}>
              {isBlank(value) && field !== 'assignedTo'
                ? t('customers.noValue')
                : valueText(words, field, value)}
            </dd>
          </div>
        ))}
      </dl>
    </>
  );
}

/** Text typed before the customer went to somebody else: it can still be read, copied and dropped. */
function StillTyped() {
  const { t } = useTranslation();
  const { mine, words } = useCustomer();
  const { editing } = mine;
  const fields = useSyncExternalStore(editing.subscribe, editing.fields);
  const typed = fields.flatMap((field) => {
    const edit = editing.edit(field);
    if (edit === null) return [];
    const change = fieldCodec(field).toChange(edit.text, edit.base) ?? {};
    const [value] = flattenCustomer(change).values();
    return [{ field, text: valueText(words, field, value), error: edit.error }];
  });
  if (typed.length === 0) return null;
  return (
    <section className="still-typed" aria-label={t('customers.readOnlyStillTyped')}>
      <strong>{t('customers.readOnlyStillTyped')}</strong>
      {typed.map(({ field, text, error }) => (
        <div key={field}>
          <strong>{fieldLabel(t, field, words.customFields)}</strong>
          <p className="still-typed__text">{text}</p>
          {error !== null && <p>{t('customers.notSaved', { reason: fieldErrorText(t, field, error) })}</p>}
          <Group gap="xs">
            <CopyButton text={text} label={t('customers.copyText')} />
            <Button size="compact-xs" variant="default" onClick={() => editing.revert(field)}>
              {t('customers.discard')}
            </Button>
          </Group>
        </div>
      ))}
    </section>
  );
}
