import { type CustomerChange, isEmptyChange } from './customerChange.ts';
import type { Answer, Question } from './question.ts';

export type OpenQuestion = Question & {
  readonly answer: (answer: Answer) => void;
  /** Remembers the text edited in the question, before anything is decided. */
  readonly keep: (typed: CustomerChange) => void;
  /** What was remembered so far. */
  readonly typed: () => CustomerChange;
};

/** Where a save waits for the person's choice. Saves of one customer queue, so there is one question at a time. */
export type QuestionDesk = {
  readonly subscribe: (listener: () => void) => () => void;
  readonly open: () => OpenQuestion | null;
  readonly ask: (question: Question) => Promise<Answer>;
};

/** `onTyped` is told what is edited in a question and what was asked about, so that it outlives the page. */
export function createQuestionDesk(
  onTyped: (typed: CustomerChange, asked: CustomerChange) => void,
): QuestionDesk {
  const listeners = new Set<() => void>();
  let current: OpenQuestion | null = null;
  let typed: CustomerChange = {};

  function set(next: OpenQuestion | null): void {
    current = next;
    for (const listener of listeners) listener();
  }

  return {
    subscribe(listener) {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
        // The page is gone: nobody can answer, and what was typed is kept as a draft.
        if (listeners.size === 0) current?.answer({ kind: 'keepEditing', typed });
      };
    },
    open: () => current,
    ask(question) {
      typed = {};
      if (listeners.size === 0) return Promise.resolve({ kind: 'keepEditing', typed });
      return new Promise((resolve) => {
        const answer = (given: Answer) => {
          set(null);
          resolve(given);
        };
        const keep = (edited: CustomerChange) => {
          typed = edited;
          if (!isEmptyChange(edited)) onTyped(edited, question.mine);
        };
        set({ ...question, answer, keep, typed: () => typed });
      });
    },
  };
}
