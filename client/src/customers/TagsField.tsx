import { CloseButton, TextInput } from '@mantine/core';
import { useId, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { TAG_SEPARATOR } from './fieldCodec.ts';
import { FieldState } from './FieldState.tsx';
import { fieldLabel } from './fieldText.ts';
import { useField } from './useField.ts';
import { useKeptText } from './useKeptText.ts';

/** Tags as they are, each with a way to remove it, and room for another. Each change is saved at once. */
export function TagsField() {
  const { t } = useTranslation();
  const field = useField('tags');
  const [typed, setTyped] = useKeptText('tag');
  const labelId = useId();
  const tags = field.text.split(TAG_SEPARATOR).filter((tag) => tag !== '');

  function choose(next: readonly string[]) {
    field.choose(next.join(TAG_SEPARATOR));
  }

  function add() {
    const tag = typed.trim();
    setTyped('');
    if (tag !== '' && !tags.includes(tag)) choose([...tags, tag]);
  }

  function onKeyDown(event: KeyboardEvent<HTMLInputElement>) {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Enter') add();
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
      <TextInput
        aria-label={t('customers.addTag')}
        placeholder={t('customers.addTag')}
        value={typed}
        maxLength={50}
        onChange={(event) => setTyped(event.currentTarget.value)}
        onKeyDown={onKeyDown}
        onBlur={add}
      />
      <FieldState field={field} />
    </div>
  );
}
