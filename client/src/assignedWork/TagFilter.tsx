import { listTags } from '@caseload/shared/tags/endpoints.ts';
import { Button, Checkbox, Popover, Stack, Text, TextInput } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { endpointQuery } from '../api/endpointQuery.ts';
import { errorText } from '../api/errorText.ts';
import { mergeTags } from '../conflicts/mergeTags.ts';
import { holdFocus } from '../ui/holdFocus.ts';

type Asked = readonly string[] | undefined;

type Props = {
  readonly asked: Asked;
  /** Tells what becomes of what is asked for by then. */
  readonly onChange: (choose: (now: Asked) => string[] | undefined) => void;
};

/** More would be a list to read instead of one to pick from; typing narrows it. */
const MOST_SHOWN = 50;

/** Any of the organisation's tags. */
export function TagFilter({ asked, onChange }: Props) {
  const { t } = useTranslation();
  const [isOpen, setOpen] = useState(false);
  return (
    <Popover opened={isOpen} onChange={setOpen} position="bottom-start" shadow="md" trapFocus>
      <Popover.Target>
        <Button
          variant="default"
          size="xs"
          fw={500}
          px="sm"
          rightSection={<IconChevronDown size={14} aria-hidden />}
          onClick={() => setOpen(!isOpen)}
        >
          {t('words.field.tags')}
        </Button>
      </Popover.Target>
      <Popover.Dropdown ref={holdFocus} aria-label={t('words.field.tags')}>
        <TagChoices asked={asked} onChange={onChange} />
      </Popover.Dropdown>
    </Popover>
  );
}

function TagChoices({ asked = [], onChange }: Props) {
  const { t } = useTranslation();
  const [text, setText] = useState('');
  const { data, error } = useQuery(endpointQuery(listTags, {}));
  const all = [...new Set([...asked, ...(data?.items ?? [])])];
  const wanted = text.trim().toLowerCase();
  const found = all.filter((tag) => tag.toLowerCase().includes(wanted));
  const choose = (picked: readonly string[]) =>
    onChange((now = []) => {
      const tags = mergeTags(asked, picked, now);
      return tags.length === 0 ? undefined : tags;
    });
  return (
    <Stack gap="xs">
      <TextInput
        type="search"
        size="sm"
        data-autofocus
        aria-label={t('assignedWork.findTag')}
        placeholder={t('assignedWork.findTag')}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      {error !== null && <Text size="sm">{errorText(t, error)}</Text>}
      {data !== undefined && found.length === 0 && (
        <Text size="sm" className="quiet">
          {t('assignedWork.noTag')}
        </Text>
      )}
      <Checkbox.Group value={[...asked]} onChange={choose} aria-label={t('words.field.tags')}>
        <Stack gap={6} className="tag-filter__list">
          {found.slice(0, MOST_SHOWN).map((tag) => (
            <Checkbox key={tag} value={tag} label={tag} size="sm" />
          ))}
        </Stack>
      </Checkbox.Group>
    </Stack>
  );
}
