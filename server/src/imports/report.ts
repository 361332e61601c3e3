export type ImportReport = {
  /** Rows of the file without its header and blank lines. */
  readonly read: number;
  readonly created: number;
  readonly updated: number;
  /** Customers that an earlier import brought in and that stay as they are. */
  readonly unchanged: number;
  readonly rejected: number;
  /** Of what was created or updated, by status key, most first. */
  readonly byStatus: readonly Count[];
  /** Of what was created or updated, by the assignee's name (null: nobody), most first. */
  readonly byAssignee: readonly Count<string | null>[];
  /** Names of the inactive employees that were made because the file speaks of them. */
  readonly newPeople: readonly string[];
  /** The first few rejections. */
  readonly rejections: readonly { readonly row: number; readonly reason: string }[];
};

export type Count<T = string> = { readonly of: T; readonly count: number };

const SHOWN_REJECTIONS = 10;

export type Tally = {
  row(): void;
  rejection(row: number, reason: string): void;
  unchanged(): void;
  written(kind: 'created' | 'updated', customer: { status: string; assignee: string | null }): void;
  newPerson(name: string): void;
  /** Rows so far. */
  rows(): number;
  report(): ImportReport;
};

/** Counts while an import runs. */
export function makeTally(): Tally {
  const counts = { read: 0, created: 0, updated: 0, unchanged: 0, rejected: 0 };
  const byStatus = new Map<string, number>();
  const byAssignee = new Map<string | null, number>();
  const newPeople: string[] = [];
  const rejections: { row: number; reason: string }[] = [];
  return {
    row: () => {
      counts.read += 1;
    },
    rejection(row, reason) {
      counts.rejected += 1;
      if (rejections.length < SHOWN_REJECTIONS) rejections.push({ row, reason });
    },
    unchanged: () => {
      counts.unchanged += 1;
    },
    written(kind, { status, assignee }) {
      counts[kind] += 1;
      byStatus.set(status, (byStatus.get(status) ?? 0) + 1);
      byAssignee.set(assignee, (byAssignee.get(assignee) ?? 0) + 1);
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
      rejections,
    }),
  };
}

function mostFirst<T>(counts: ReadonlyMap<T, number>): Count<T>[] {
  return [...counts].map(([of, count]) => ({ of, count })).sort((a, b) => b.count - a.count);
}
