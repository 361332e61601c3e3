import { Box, Input } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { type KeyboardEvent, type ReactNode, useEffect, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import './palette.css';

export type PaletteItem = { readonly id: string; readonly content: ReactNode; readonly run: () => void };
export type PaletteGroup = { readonly label: string; readonly items: readonly PaletteItem[] };

type Props = {
  readonly text: string;
  readonly onText: (text: string) => void;
  readonly ask: string;
  readonly groups: readonly PaletteGroup[];
  readonly onRun: (run: () => void) => void;
  readonly footer: ReactNode;
};

/**
 * A combobox whose list is always open. Built here because the spotlight of the component library tells screen readers
 * neither which line is chosen nor that there is a list.
 */
export function PaletteBox({ text, onText, ask, groups, onRun, footer }: Props) {
  const { t } = useTranslation();
  const listId = useId();
  const items = groups.flatMap((group) => group.items);
  const [chosenId, setChosenId] = useState<string | null>(null);
  const chosen = items.find(({ id }) => id === chosenId) ?? items[0];
  const optionId = (id: string) => `${listId}-${id}`;

  useEffect(() => {
    if (chosen !== undefined)
      document.getElementById(`${listId}-${chosen.id}`)?.scrollIntoView({ block: 'nearest' });
  }, [chosen, listId]);

  function move(by: number) {
    const at = chosen === undefined ? -1 : items.indexOf(chosen);
    const next = items[(at + by + items.length) % items.length];
    if (next !== undefined) setChosenId(next.id);
  }

  function onKeyDown(event: KeyboardEvent) {
    if (event.nativeEvent.isComposing) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step === undefined && event.key !== 'Enter') return;
    event.preventDefault();
    if (step !== undefined) move(step);
    else if (chosen !== undefined) onRun(chosen.run);
  }

  return (
    <div className="palette">
      <Input
        data-autofocus
        size="md"
        variant="unstyled"
        className="palette__input"
        leftSection={<IconSearch size={18} aria-hidden />}
        role="combobox"
        aria-expanded
        aria-controls={listId}
        aria-autocomplete="list"
        aria-activedescendant={chosen === undefined ? undefined : optionId(chosen.id)}
        aria-label={ask}
        placeholder={ask}
        autoComplete="off"
        spellCheck={false}
        maxLength={200}
        value={text}
        onChange={(event) => {
          onText(event.currentTarget.value);
          setChosenId(null);
        }}
        onKeyDown={onKeyDown}
      />
      <div role="listbox" id={listId} aria-label={t('palette.results')} className="palette__list">
        {groups
          .filter((group) => group.items.length > 0)
          .map((group) => (
            <div key={group.label} role="group" aria-label={group.label}>
              <div className="palette__heading quiet" aria-hidden>
                {group.label}
              </div>
              {group.items.map(({ id, content, run }) => (
                <Box
                  key={id}
                  id={optionId(id)}
                  role="option"
                  tabIndex={-1}
                  aria-selected={id === chosen?.id}
                  className="palette__item"
                  onMouseMove={() => setChosenId(id)}
                  onMouseDown={(event) => event.preventDefault()}
                  onClick={() => onRun(run)}
                >
                  {content}
                </Box>
              ))}
            </div>
          ))}
      </div>
      {footer}
    </div>
  );
}
