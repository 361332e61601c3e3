import { mentionText } from '@caseload/shared/mentions/mentionText.ts';
import { type KeyboardEvent, type RefObject, useId, useMemo, useState } from 'react';
import { usePeople } from '../customers/useFieldWords.ts';
import { findMention, type MentionAt } from './findMention.ts';
import { findPeople } from './findPeople.ts';

const MOST_SHOWN = 8;

export type Mentions = {
  readonly listId: string;
  readonly people: readonly { readonly id: string; readonly name: string }[];
  /** Index of the person Enter takes. */
  readonly active: number;
  readonly pick: (index: number) => void;
  /** After anything that may have moved the cursor. */
  readonly update: () => void;
  readonly close: () => void;
  /** True when the key was for the list. */
  readonly onKeyDown: (event: KeyboardEvent) => boolean;
};

/** People to name while `@` and a beginning are typed into the box. */
export function useMentions(
  input: RefObject<HTMLTextAreaElement | null>,
  onText: (text: string) => void,
): Mentions {
  const everybody = usePeople();
  const [at, setAt] = useState<MentionAt | null>(null);
  const [active, setActive] = useState(0);
  /** Where Esc closed the list, so that the next letter does not open it again. */
  const [leftAt, setLeftAt] = useState<number | null>(null);
  const people = useMemo(
    () =>
      at === null
        ? []
        : findPeople(
            everybody.filter((person) => person.active),
            at.query,
            MOST_SHOWN,
          ),
    [at, everybody],
  );

  function update() {
    const box = input.current;
    if (box === null) return;
    const found = box.selectionStart === box.selectionEnd ? findMention(box.value, box.selectionStart) : null;
    if (found === null) setLeftAt(null);
    const next = found !== null && found.start !== leftAt ? found : null;
    if (next?.start === at?.start && next?.query === at?.query) return;
    setAt(next);
    setActive(0);
  }

  function pick(index: number) {
    const box = input.current;
    const person = people[index];
    if (box === null || at === null || person === undefined) return;
    box.setRangeText(`${mentionText(person)} `, at.start, box.selectionStart, 'end');
    onText(box.value);
    setAt(null);
    box.focus();
  }

  function close() {
    setLeftAt(at?.start ?? null);
    setAt(null);
  }

  function onKeyDown(event: KeyboardEvent): boolean {
    if (people.length === 0 || event.nativeEvent.isComposing) return false;
    if (event.ctrlKey || event.metaKey || event.altKey) return false;
    if (event.key === 'ArrowDown') setActive((active + 1) % people.length);
    else if (event.key === 'ArrowUp') setActive((active + people.length - 1) % people.length);
    else if (event.key === 'Enter' || event.key === 'Tab') pick(active);
    else if (event.key === 'Escape') close();
    else return false;
    event.preventDefault();
    event.stopPropagation();
    return true;
  }

  return { listId: useId(), people, active, pick, update, close, onKeyDown };
}
