import type { CustomerChange } from './customerChange.ts';
import type { Question } from './question.ts';

export type OpenQuestion = Question & {
  /** The fields to set, or null to keep editing. */
  readonly answer: (chosen: CustomerChange | null) => void;
};

/** Where a save waits for the person's choice. Saves of one customer queue, so there is one question at a time. */
export type QuestionDesk = {
  readonly subscribe: (listener: () => void) => () => void;
  readonly open: () => OpenQuestion | null;
  readonly ask: (question: Question) => Promise<CustomerChange | null>;
};

export function createQuestionDesk(): QuestionDesk {
  const listeners = new Set<() => void>();
  let current: OpenQuestion | null = null;

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
        if (listeners.size === 0) current?.answer(null);
      };
    },
    open: () => current,
    ask(question) {
      if (listeners.size === 0) return Promise.resolve(null);
      return new Promise((resolve) => {
        const answer = (chosen: CustomerChange | null) => {
          set(null);
          resolve(chosen);
        };
        set({ ...question, answer });
      });
    },
  };
}
