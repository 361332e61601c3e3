import { Input, Text } from '@mantine/core';
import { type KeyboardEvent, useEffect, useId, useState } from 'react';
import { findOptions, type Option } from './findOptions.ts';
import './optionBox.css';

type Props = {
  /** What is asked for: the name of the field and of its list. */
  readonly ask: string;
  readonly options: readonly Option[];
  /** What to say when nothing is found. */
  readonly none: string;
  readonly onPick: (id: string) => void;
};

/** One of many by typing a part of its name: a combobox whose list is always open. */
export function OptionBox({ ask, options, none, onPick }: Props) {
  const listId = useId();
  const [text, setText] = useState('');
  const [chosenId, setChosenId] = useState<string | null>(null);
  const found = findOptions(options, text);
  const chosen = found.find(({ id }) => id === chosenId) ?? found[0];
  const optionId = (id: string) => `${listId}-${id}`;

  useEffect(() => {
    if (chosen !== undefined)
      document.getElementById(`${listId}-${chosen.id}`)?.scrollIntoView({ block: 'nearest' });
  }, [chosen, listId]);

  function onKeyDown(event: KeyboardEvent) {
    if (event.nativeEvent.isComposing) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step === undefined && event.key !== 'Enter') return;
    event.preventDefault();
    if (step === undefined) {
      if (chosen !== undefined) onPick(chosen.id);
      return;
    }
    const at = chosen === undefined ? -1 : found.indexOf(chosen);
    const next = found[(at + step + found.length) % found.length];
    if (next !== undefined) setChosenId(next.id);
  }

  return (
    <div className="option-box">
      <Input
        data-autofocus
        role="combobox"
        aria-expanded
        aria-controls={listId}
        aria-autocomplete="list"
        aria-activedescendant={chosen === undefined ? undefined : optionId(chosen.id)}
        aria-label={ask}
        placeholder={ask}
        autoComplete="off"
        spellCheck={false}
        maxLength={100}
        value={text}
        onChange={(event) => {
          setText(event.currentTarget.value);
          setChosenId(null);
        }}
        onKeyDown={onKeyDown}
      />
      {found.length === 0 && (
        <Text size="sm" className="quiet" role="status">
          {none}
        </Text>
      )}
      <div role="listbox" id={listId} aria-label={ask} className="option-box__list">
        {found.map(({ id, name, hint }) => (
          <div
            key={id}
            id={optionId(id)}
            role="option"
            tabIndex={-1}
            aria-selected={id === chosen?.id}
            className="option-box__option"
            onPointerMove={() => setChosenId(id)}
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => onPick(id)}
            onKeyDown={undefined}
          >
            <span>{name}</span>
            {hint !== undefined && <span className="quiet">{hint}</span>}
          </div>
        ))}
      </div>
    </div>
  );
}
