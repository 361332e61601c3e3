import { PRIORITIES } from '@caseload/shared/customers/customer.ts';
import { canEditEverything } from '@caseload/shared/rules/canEditCustomer.ts';
import {
  Alert,
  Anchor,
  Button,
  Group,
  Select,
  SimpleGrid,
  Stack,
  Text,
  Textarea,
  TextInput,
} from '@mantine/core';
import { type FormEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { usePeople } from '../customers/useFieldWords.ts';
import { useSession } from '../session/sessionQuery.ts';
import { ErrorPanel } from '../ui/ErrorPanel.tsx';
import { faultsOf, refusedFields } from './draftFaults.ts';
import { OtherWindow } from './OtherWindow.tsx';
import { type NewCustomerOptions, useNewCustomer } from './useNewCustomer.ts';
import './newCustomer.css';
import { EMAIL_INPUT } from '../ui/emailInput.ts';

type Props = NewCustomerOptions & { readonly onClose: () => void };

/** What a new customer starts with; the rest is typed on its page. */
export function NewCustomerForm({ onClose, ...options }: Props) {
  const { t } = useTranslation();
  const [isChecked, setChecked] = useState(false);
  const nameBox = useRef<HTMLInputElement>(null);
  const emailBox = useRef<HTMLInputElement>(null);
  const form = useNewCustomer(options);
  const { draft, type } = form;

  function submit(event: FormEvent) {
    event.preventDefault();
    setChecked(true);
    const { name, email } = faultsOf(draft);
    if (name !== undefined) nameBox.current?.focus();
    else if (email !== undefined) emailBox.current?.focus();
    else form.create();
  }

  function startOver() {
    form.startOver();
    setChecked(false);
    nameBox.current?.focus();
  }

  const faults = isChecked ? faultsOf(draft) : {};
  const refused = refusedFields(t, form.error);
  // What was sent may be a customer by now: it can be changed there.
  const isLocked = form.isUnsure || form.isCreating;
  return (
    <form onSubmit={submit} noValidate>
      <Stack>
        {form.isKept && !form.isUnsure && (
          <Group gap="xs">
            <Text size="sm" className="quiet">
              {t('newCustomer.kept')}
            </Text>
            <Anchor component="button" type="button" size="sm" onClick={startOver}>
              {t('newCustomer.startOver')}
            </Anchor>
          </Group>
        )}
        {!isLocked &&
          form.others.map((other) => (
            <OtherWindow
              key={JSON.stringify(other.draft)}
              draft={other.draft}
              onUse={form.canUseOther ? () => form.use(other) : null}
              onDiscard={() => form.discard(other)}
            />
          ))}
        <fieldset className="new-customer__fields" disabled={isLocked}>
          <TextInput
            ref={nameBox}
            data-autofocus
            label={t('words.field.name')}
            required
            maxLength={200}
            value={draft.name}
            onChange={(event) => type({ name: event.currentTarget.value })}
            error={faults.name === undefined ? refused.get('name') : t('newCustomer.nameMissing')}
          />
          <SimpleGrid cols={{ base: 1, xs: 2 }}>
            <TextInput
              ref={emailBox}
              {...EMAIL_INPUT}
              label={t('words.field.email')}
              maxLength={320}
              value={draft.email}
              onChange={(event) => type({ email: event.currentTarget.value })}
              error={faults.email === undefined ? refused.get('email') : t('newCustomer.emailInvalid')}
            />
            <TextInput
              type="tel"
              label={t('words.field.phone')}
              maxLength={50}
              value={draft.phone}
              onChange={(event) => type({ phone: event.currentTarget.value })}
              error={refused.get('phone')}
            />
            <Select
              label={t('words.field.priority')}
              data={PRIORITIES.map((value) => ({ value, label: t(`words.priority.${value}`) }))}
              allowDeselect={false}
              value={draft.priority}
              onChange={(chosen) => {
                const priority = PRIORITIES.find((value) => value === chosen);
                if (priority !== undefined) type({ priority });
              }}
            />
            <TextInput
              type="datetime-local"
              label={t('words.field.dueAt')}
              value={draft.due}
              onChange={(event) => type({ due: event.currentTarget.value })}
              error={refused.get('dueAt')}
            />
            <AssigneeSelect value={draft.assignee} onChange={(assignee) => type({ assignee })} />
          </SimpleGrid>
          <Textarea
            label={t('newCustomer.notes')}
            autosize
            minRows={3}
            maxRows={10}
            maxLength={20_000}
            value={draft.notes}
            onChange={(event) => type({ notes: event.currentTarget.value })}
            error={refused.get('notes')}
          />
        </fieldset>
        <div role="alert">
          {form.error !== null && !form.isCreating && <ErrorPanel error={form.error} />}
          {form.isUnsure && (
            <Alert color="orange" mt="xs">
              {t('newCustomer.unsure')}{' '}
              <Anchor component="button" type="button" size="sm" onClick={startOver}>
                {t('newCustomer.startOver')}
              </Anchor>
            </Alert>
          )}
        </div>
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t('newCustomer.cancel')}
          </Button>
          <Button type="submit" loading={form.isCreating}>
            {form.isUnsure ? t('errors.retry') : t('newCustomer.create')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

type AssigneeProps = { readonly value: string; readonly onChange: (assignee: string) => void };

/** Everybody for supervisors; oneself or nobody for others, as the rules allow. */
function AssigneeSelect({ value, onChange }: AssigneeProps) {
  const { t } = useTranslation();
  const { employee } = useSession();
  const people = usePeople();
  const others = canEditEverything(employee)
    ? people
        .filter(({ id, active }) => active && id !== employee.id)
        .map(({ id, name }) => ({ value: id, label: name }))
    : [];
  return (
    <Select
      label={t('newCustomer.assignee')}
      data={[
        { value: employee.id, label: t('newCustomer.me') },
        { value: '', label: t('newCustomer.nobody') },
        ...others,
      ]}
      searchable={others.length > 0}
      allowDeselect={false}
      value={value}
      onChange={(chosen) => onChange(chosen ?? '')}
    />
  );
}
