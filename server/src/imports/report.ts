import type { ImportReport } from '@caseload/shared/imports/import.ts';
import { shorten } from './resolveColumns.ts';
import type { RowFault } from './rowFault.ts';

export type Count<T = string> = { readonly of: T; readonly count: number };

const SHOWN_REJECTIONS = 10;
const SHOWN_WORDS = 20;
/** Words told apart for one kind of fault; a column of names mapped as a status would have thousands. */
const COUNTED_WORDS = 1_000;

type Problem = {
  readonly fault: RowFault;
  readonly row: number;
  count: number;
  readonly words: Map<string, number>;
};

export type Tally = {
  row(): void;
  fault(row: number, fault: RowFault, count?: number): void;
  rejection(row: number, reason: string): void;
  unchanged(count: number): void;
  written(
    kind: 'created' | 'updated' | 'restored',
    customer: { status: string; assignee: string | null },
    count?: number,
  ): void;
  newPerson(name: string): void;
  /** Rows so far. */
  rows(): number;
  report(): ImportReport;
};

/** Counts while an import runs. What it holds does not grow with the file. */
export function makeTally(): Tally {
  const counts = { read: 0, created: 0, updated: 0, restored: 0, unchanged: 0, rejected: 0 };
  const byStatus = new Map<string, number>();
  const byAssignee = new Map<string | null, number>();
  const newPeople: string[] = [];
  const rejections: { row: number; reason: string }[] = [];
  const problems = new Map<string, Problem>();
  return {
    row: () => {
      counts.read += 1;
    },
    fault(row, fault, count = 1) {
      const key = `${fault.type} ${fault.field}`;
      const problem = problems.get(key) ?? { fault, row, count: 0, words: new Map<string, number>() };
      problems.set(key, problem);
      problem.count += count;
      const { word } = fault;
      if (word === undefined || (!problem.words.has(word) && problem.words.size === COUNTED_WORDS)) return;
      add(problem.words, word, count);
    },
    rejection(row, reason) {
      counts.rejected += 1;
      if (rejections.length < SHOWN_REJECTIONS) rejections.push({ row, reason });
    },
    unchanged: (count) => {
      counts.unchanged += count;
    },
    written(kind, { status, assignee }, count = 1) {
      counts[kind] += count;
      add(byStatus, status, count);
      add(byAssignee, assignee, count);
    },
    newPerson(name) {
      newPeople.push(name);
    },
    rows: () => counts.read,
    report: () => ({
      ...counts,
      byStatus: mostFirst(byStatus),
      byAssignee: mostFirst(byAssignee),
      newPeople,
      problems: [...problems.values()].sort((a, b) => b.count - a.count).map(presentProblem),
      rejections,
    }),
  };
}

const presentProblem = ({ fault, row, count, words }: Problem): ImportReport['problems'][number] => ({
  type: fault.type,
  field: fault.field,
  columns: [...fault.columns],
  count,
  row,
  example: fault.sentence,
  text: fault.text === undefined ? null : shorten(fault.text.replaceAll('\u0000', '\ufffd'), 60),
  words: mostFirst(words).slice(0, SHOWN_WORDS),
});

function add<T>(counts: Map<T, number>, of: T, count: number): void {
  counts.set(of, (counts.get(of) ?? 0) + count);
}

function mostFirst<T>(counts: ReadonlyMap<T, number>): { of: T; count: number }[] {
  return [...counts].map(([of, count]) => ({ of, count })).sort((a, b) => b.count - a.count);
}
