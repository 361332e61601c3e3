import { listTeams } from '@caseload/shared/teams/endpoints.ts';
import { Button, Checkbox, Group, SegmentedControl, Stack, Text, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { endpointQuery } from '../api/endpointQuery.ts';
import type { Split, Wish } from './batchDraft.ts';
import { findOptions, type Option } from './findOptions.ts';
import './splitForm.css';

type Props = { readonly people: readonly Option[]; readonly onWish: (wish: Wish) => void };

const FEWEST = 2;

/** Over whom the customers are split, and by what. */
export function SplitForm({ people, onWish }: Props) {
  const { t } = useTranslation();
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const [split, setSplit] = useState<Split>('load');
  const [text, setText] = useState('');
  const { data } = useQuery(endpointQuery(listTeams, {}));
  const known = new Set(people.map(({ id }) => id));
  const found = findOptions(people, text);

  function submit(event: FormEvent) {
    event.preventDefault();
    if (chosen.length >= FEWEST) onWish({ kind: 'split', assignees: chosen, split });
  }

  return (
    <form onSubmit={submit}>
      <Stack gap="sm">
        <SegmentedControl
          aria-label={t('batches.splitBy')}
          value={split}
          data={[
            { value: 'load', label: t('batches.byLoad') },
            { value: 'even', label: t('batches.evenly') },
          ]}
          onChange={(value) => setSplit(value === 'even' ? 'even' : 'load')}
        />
        <Text size="sm" className="quiet">
          {t(split === 'even' ? 'batches.evenlyHelp' : 'batches.byLoadHelp')}
        </Text>
        {people.length > 0 && (data?.items.length ?? 0) > 0 && (
          <Group gap="xs">
            {data?.items.map(({ id, name, members }) => (
              <Button
                key={id}
                size="compact-sm"
                variant="default"
                onClick={() =>
                  setChosen(
                    members.filter((one) => !one.isSupervisor && known.has(one.id)).map((one) => one.id),
                  )
                }
              >
                {t('batches.wholeTeam', { name })}
              </Button>
            ))}
            <Button size="compact-sm" variant="subtle" onClick={() => setChosen([])}>
              {t('batches.nobodyChosen')}
            </Button>
          </Group>
        )}
        <TextInput
          type="search"
          data-autofocus
          aria-label={t('batches.findPerson')}
          placeholder={t('batches.findPerson')}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
          onKeyDown={(event) => {
            // Enter in the search is not yet a decision.
            if (event.key === 'Enter') event.preventDefault();
          }}
        />
        <Checkbox.Group
          aria-label={t('batches.people')}
          value={[...chosen]}
          onChange={(shown) => setChosen(shown)}
        >
          <Stack gap={0} className="split-form__people">
            {found.map(({ id, name, hint }) => (
              <Checkbox
                key={id}
                value={id}
                size="sm"
                classNames={{ body: 'split-form__person', labelWrapper: 'split-form__label' }}
                label={
                  <span className="split-form__names">
                    {name} <span className="quiet">{hint}</span>
                  </span>
                }
              />
            ))}
          </Stack>
        </Checkbox.Group>
        <Group justify="space-between">
          <Text size="sm" role="status">
            {t('batches.chosen', { count: chosen.length })}
          </Text>
          <Button type="submit" disabled={chosen.length < FEWEST}>
            {t('batches.previewSplit')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
