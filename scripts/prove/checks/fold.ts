import type { Action, Row } from '../evidence/evidence.ts';
import type { SeenAction } from '../history/call.ts';
import { contentOfAction } from '../history/seenIn.ts';
import { changesByCustomer } from './byCustomer.ts';
import type { Check, Violation } from './check.ts';
import { sameValue } from './sameValue.ts';

/** The row is what its actions made of it, in the database and by the API. */
export const fold: Check = {
  name: 'row is its trail',
  promise:
    'every row equals the fold of its actions, and the API shows the same row and trail as the database',
  run: ({ before, rows, actions, apiRows, apiTrails, unreadable }) => {
    const trails = changesByCustomer(actions);
    const violations: Violation[] = unreadable.map((what) => ({ what, lines: [] }));
    for (const row of rows.values()) {
      const start = before.get(row.id);
      const folded: Record<string, unknown> = { ...start?.fields };
      for (const { version, changes } of trails.get(row.id) ?? []) {
        if (version > (start?.version ?? 0)) for (const { field, to } of changes) folded[field] = to;
      }
      add(violations, row.id, 'the fold of its actions', row.fields, folded);
      const shown = apiRows.get(row.id);
      if (shown) add(violations, row.id, 'the API', allOf(row), allOf(shown));
    }
    const gone = [...new Set([...before.keys(), ...trails.keys()])].filter((id) => !rows.has(id));
    violations.push(...gone.map((id) => ({ what: `customer ${id} is not there any more`, lines: [] })));
    const byCustomer = Map.groupBy(actions, ({ customer }) => customer);
    for (const [id, shown] of apiTrails) {
      const kept = (byCustomer.get(id) ?? []).toSorted((a, b) => b.position - a.position);
      if (shown.length !== kept.length || kept.some((action, n) => !isShown(action, shown[n]))) {
        violations.push({
          what: `the trail of customer ${id} has ${kept.length} actions and the API shows others (${shown.length})`,
          lines: [],
        });
      }
    }
    return { checked: rows.size + apiRows.size + apiTrails.size, violations };
  },
};

const isShown = (action: Action, shown: SeenAction | undefined) =>
  action.id === shown?.id && contentOfAction(action) === shown.content;

const allOf = ({ version, updatedAt, fields }: Row) => ({ ...fields, version, updatedAt });

function add(
  violations: Violation[],
  id: string,
  by: string,
  row: Readonly<Record<string, unknown>>,
  other: Readonly<Record<string, unknown>>,
): void {
  const differing = [...new Set([...Object.keys(row), ...Object.keys(other)])].filter(
    (field) => !sameValue(row[field], other[field]),
  );
  if (differing.length > 0) {
    violations.push({ what: `customer ${id} differs from ${by} in ${differing.join(', ')}`, lines: [] });
  }
}
