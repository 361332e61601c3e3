import { PRIORITIES } from '@caseload/shared/customers/customer.ts';
import type { ImportReport } from '@caseload/shared/imports/import.ts';
import type { RulesDraft } from './rulesDraft.ts';

/** The fields whose words are the file's own, and may be given a meaning. */
export const WORD_KINDS = ['status', 'priority', 'assignee'] as const;
export type WordKind = (typeof WORD_KINDS)[number];

/** A word of the file; `count` is in how many rows it means nothing, null where it was given a meaning. */
export type FileWord = { readonly word: string; readonly count: number | null };

const fold = (word: string) => word.trim().normalize('NFC').toLowerCase();

/** The words a check could make nothing of, and those that have a meaning already. */
export function fileWords(
  report: Pick<ImportReport, 'problems'>,
  rules: RulesDraft,
  kind: WordKind,
): readonly FileWord[] {
  const unknown = report.problems
    .filter(({ type }) => type === kind || (kind === 'assignee' && type === 'assignee-ambiguous'))
    .flatMap(({ words }) => words);
  const known = new Set(unknown.map(({ of }) => fold(of)));
  const given = meaningsOf(rules, kind).filter(({ word }) => !known.has(fold(word)));
  return [
    ...unknown.map(({ of, count }) => ({ word: of, count })),
    ...given.map(({ word }) => ({ word, count: null })),
  ];
}

/** What a word means: a status, a priority, or what a person is found by; null for nothing. */
export function meaningOf(rules: RulesDraft, kind: WordKind, word: string): string | null {
  return meaningsOf(rules, kind).find((entry) => fold(entry.word) === fold(word))?.meaning ?? null;
}

/** The change of the rules that gives a word its meaning, or takes it away. */
export function withMeaning(
  rules: RulesDraft,
  kind: WordKind,
  word: string,
  meaning: string | null,
): Partial<RulesDraft> {
  const isOther = (entry: { readonly word: string }) => fold(entry.word) !== fold(word);
  switch (kind) {
    case 'status': {
      const added = meaning === null ? [] : [{ word, key: meaning }];
      return { statuses: [...rules.statuses.filter(isOther), ...added] };
    }
    case 'priority': {
      const key = PRIORITIES.find((each) => each === meaning);
      const added = key === undefined ? [] : [{ word, key }];
      return { priorities: [...rules.priorities.filter(isOther), ...added] };
    }
    case 'assignee': {
      const added = meaning === null ? [] : [{ word, person: meaning }];
      return { assignees: [...rules.assignees.filter(isOther), ...added] };
    }
  }
}

function meaningsOf(rules: RulesDraft, kind: WordKind): readonly { word: string; meaning: string }[] {
  switch (kind) {
    case 'status':
      return rules.statuses.map(({ word, key }) => ({ word, meaning: key }));
    case 'priority':
      return rules.priorities.map(({ word, key }) => ({ word, meaning: key }));
    case 'assignee':
      return rules.assignees.map(({ word, person }) => ({ word, meaning: person }));
  }
}
