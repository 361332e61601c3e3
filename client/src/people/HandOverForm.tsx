import type { Person } from '@caseload/shared/people/person.ts';
import { Button, Group, MultiSelect, Radio, Select, Stack, Text } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ErrorPanel } from '../ui/ErrorPanel.tsx';
import { counted } from './counted.ts';
import { type HandOverDraft, handOverFault } from './handOver.ts';

type Props = {
  readonly person: Person;
  readonly everybody: readonly Person[];
  readonly draft: HandOverDraft;
  readonly onChange: (draft: HandOverDraft) => void;
  readonly onSubmit: () => void;
  readonly onCancel: () => void;
  readonly isBusy: boolean;
  readonly error: Error | null;
};

const TARGETS = ['one', 'several', 'nobody'] as const;
const SPLITS = ['load', 'even'] as const;

/** To whom the open customers of a person go. */
export function HandOverForm(props: Props) {
  const { person, everybody, draft, onChange, onSubmit, onCancel, isBusy, error } = props;
  const { t, i18n } = useTranslation();
  const [isChecked, setChecked] = useState(false);
  const { name, openCount } = person;
  const fault = handOverFault(draft, openCount);
  const choices = everybody
    .filter(({ id, state }) => id !== person.id && state !== 'inactive')
    .map((other) => ({
      value: other.id,
      label: t('people.holder', { name: other.name, ...counted(other.openCount, i18n.language) }),
    }));
  const change = (part: Partial<HandOverDraft>) => onChange({ ...draft, ...part });

  function submit(event: FormEvent) {
    event.preventDefault();
    setChecked(true);
    if (fault === null) onSubmit();
  }

  return (
    <form onSubmit={submit} noValidate>
      <Stack>
        <Text>
          {openCount === 0
            ? t('people.holdsNothing', { name })
            : t('people.holds', { name, ...counted(openCount, i18n.language) })}
        </Text>
        {openCount > 0 && (
          <Radio.Group
            label={t('people.handOverTo')}
            value={draft.to}
            onChange={(to) => change({ to: TARGETS.find((target) => target === to) ?? 'one' })}
          >
            <Stack gap="xs" mt={6}>
              {TARGETS.map((target) => (
                <Radio
                  key={target}
                  value={target}
                  label={t(`people.targets.${target}`)}
                  description={target === 'nobody' ? t('people.nobodyHint') : undefined}
                />
              ))}
            </Stack>
          </Radio.Group>
        )}
        {openCount > 0 && draft.to === 'one' && (
          <Select
            label={t('people.receiver')}
            placeholder={t('people.searchName')}
            data={choices}
            value={draft.one}
            onChange={(one) => change({ one })}
            error={isChecked && fault === 'one' ? t('people.chooseOne') : null}
            nothingFoundMessage={t('people.nobodyFound')}
            limit={50}
            searchable
          />
        )}
        {openCount > 0 && draft.to === 'several' && (
          <>
            <MultiSelect
              label={t('people.receivers')}
              placeholder={t('people.searchName')}
              data={choices}
              value={[...draft.several]}
              onChange={(several) => change({ several })}
              error={isChecked && fault === 'several' ? t('people.chooseSome') : null}
              nothingFoundMessage={t('people.nobodyFound')}
              limit={50}
              searchable
              hidePickedOptions
            />
            <Radio.Group
              label={t('people.split')}
              value={draft.split}
              onChange={(split) => change({ split: SPLITS.find((each) => each === split) ?? 'load' })}
            >
              <Stack gap="xs" mt={6}>
                {SPLITS.map((split) => (
                  <Radio key={split} value={split} label={t(`people.splits.${split}`)} />
                ))}
              </Stack>
            </Radio.Group>
          </>
        )}
        <div role="alert">{error !== null && <ErrorPanel error={error} />}</div>
        <Group justify="flex-end">
          <Button variant="default" onClick={onCancel}>
            {t('people.cancel')}
          </Button>
          <Button type="submit" loading={isBusy} data-autofocus={openCount === 0 ? true : undefined}>
            {t('people.showWhat')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
