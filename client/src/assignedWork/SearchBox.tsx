import { CloseButton, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { type KeyboardEvent, type Ref, useEffect, useEffectEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';

type Props = {
  /** What the list is searched for now. */
  readonly value: string;
  readonly onSearch: (text: string) => void;
  readonly ref: Ref<HTMLInputElement>;
};

const PAUSE_MILLISECONDS = 300;

/** Searches once the typing pauses; Enter searches at once, and so does Escape, which leaves the box. */
export function SearchBox({ value, onSearch, ref }: Props) {
  const { t } = useTranslation();
  const [text, setText] = useState(value);
  const [seen, setSeen] = useState({ value, asked: value });
  if (seen.value !== value) {
    setSeen({ value, asked: value });
    // The address changed by another way, such as the Back button, and wins over what stands in the box.
    // When it changed because this box asked for it, the typing may have gone on since and stays.
    if (seen.asked !== value) setText(value);
  }

  const search = useEffectEvent((wanted: string) => {
    if (wanted === value) return;
    setSeen({ value, asked: wanted });
    onSearch(wanted);
  });
  useEffect(() => {
    const timer = setTimeout(() => search(text.trim()), PAUSE_MILLISECONDS);
    return () => clearTimeout(timer);
  }, [text]);

  function onKeyDown(event: KeyboardEvent<HTMLInputElement>) {
    if (event.key !== 'Enter' && event.key !== 'Escape') return;
    if (text.trim() !== value) onSearch(text.trim());
    if (event.key === 'Enter') return;
    // Some browsers would empty the box.
    event.preventDefault();
    event.currentTarget.blur();
  }

  return (
    <TextInput
      ref={ref}
      type="search"
      size="xs"
      className="filter-bar__search"
      aria-label={t('assignedWork.search')}
      placeholder={t('assignedWork.searchPlaceholder')}
      maxLength={200}
      leftSection={<IconSearch size={16} aria-hidden />}
      rightSection={
        text !== '' && (
          <CloseButton
            size="sm"
            aria-label={t('assignedWork.clearSearch')}
            onClick={() => {
              setText('');
              onSearch('');
            }}
          />
        )
      }
      value={text}
      onChange={(event) => setText(event.currentTarget.value)}
      onKeyDown={onKeyDown}
    />
  );
}
