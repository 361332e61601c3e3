import { Autocomplete, CloseButton } from '@mantine/core';
import { type KeyboardEvent, useId, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useKeys } from '../keys/useKeys.ts';
import { useTagSuggestions } from '../tags/useTagSuggestions.ts';
import { TAG_SEPARATOR } from './fieldCodec.ts';
import { FieldHistory } from './FieldHistory.tsx';
import { FieldState } from './FieldState.tsx';
import { fieldLabel } from './fieldText.ts';
import { useField } from './useField.ts';
import { useKeptText } from './useKeptText.ts';

const MOST_SUGGESTED = 8;
const TAG_MAXIMUM = 50;

/** Tags as they are, each with a way to remove it, and room for another. Each change is saved at once. */
export function TagsField() {
  const { t } = useTranslation();
  const field = useField('tags');
  const [typed, setTyped] = useKeptText('tag');
  const known = useTagSuggestions();
  const input = useRef<HTMLInputElement>(null);
  const labelId = useId();
  const tags = field.text.split(TAG_SEPARATOR).filter((tag) => tag !== '');
  useKeys([{ action: 'customers.tags', run: () => input.current?.focus() }]);

  function choose(next: readonly string[]) {
    field.choose(next.join(TAG_SEPARATOR));
  }

  function add(text: string) {
    const tag = text.trim();
    setTyped('');
    if (tag !== '' && !tags.includes(tag)) choose([...tags, tag]);
  }

  function onKeyDown(event: KeyboardEvent<HTMLInputElement>) {
    if (event.nativeEvent.isComposing) return;
    // With an option active, Enter is the list's and comes back as that option.
    const isForList = event.currentTarget.hasAttribute('aria-activedescendant');
    if (event.key === 'Enter' && !isForList) add(typed);
    if (event.key === 'Escape') setTyped('');
  }

  return (
    <div className="field">
      <span className="field-label" id={labelId}>
        {fieldLabel(t, 'tags')}
      </span>
      {tags.length > 0 && (
        <ul className="tags" aria-labelledby={labelId}>
          {tags.map((tag) => (
            <li key={tag} className="tags__tag">
              <span>{tag}</span>
              <CloseButton
                size="xs"
                aria-label={t('customers.removeTag', { tag })}
                onClick={() => choose(tags.filter((other) => other !== tag))}
              />
            </li>
          ))}
        </ul>
      )}
      <Autocomplete
        ref={input}
        aria-label={t('customers.addTag')}
        placeholder={t('customers.addTag')}
        value={typed}
        maxLength={TAG_MAXIMUM}
        data={known.filter((tag) => !tags.includes(tag))}
        limit={MOST_SUGGESTED}
        comboboxProps={{ withinPortal: false }}
        onChange={setTyped}
        onOptionSubmit={add}
        onKeyDown={onKeyDown}
        onBlur={() => add(typed)}
      />
      <FieldState field={field} />
      <FieldHistory name="tags" label={fieldLabel(t, 'tags')} />
    </div>
  );
}
