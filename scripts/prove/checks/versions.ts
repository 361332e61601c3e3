import { changesByCustomer } from './byCustomer.ts';
import type { Check, Violation } from './check.ts';

/** The versions of each customer are 1, 2, … n, and the row is at n. */
export const versions: Check = {
  name: 'versions',
  promise: 'versions 1 to n of every customer, without gap or twin, in the order of the trail',
  run: ({ rows, actions }) => {
    const trails = changesByCustomer(actions);
    const violations: Violation[] = [];
    for (const row of rows.values()) {
      const trail = trails.get(row.id) ?? [];
      const wrong = trail.findIndex(({ version }, n) => version !== n + 1);
      if (wrong >= 0) {
        violations.push({
          what: `customer ${row.id} has version ${trail[wrong]?.version} where ${wrong + 1} belongs`,
          lines: [],
        });
      } else if (trail.length !== row.version) {
        violations.push({
          what: `customer ${row.id} is at version ${row.version} with ${trail.length} actions`,
          lines: [],
        });
      }
      const disorder = trail.findIndex((action, n) => n > 0 && isBefore(action, trail[n - 1]));
      if (disorder >= 0) {
        violations.push({
          what: `customer ${row.id}: version ${disorder + 1} is recorded before the one below it`,
          lines: [],
        });
      }
    }
    return { checked: rows.size, violations };
  },
};

type Place = { readonly position: number; readonly createdAt: string };

/** `createdAt` of a change is the customer's `updatedAt`, which strictly grows. */
const isBefore = (action: Place, earlier: Place | undefined) =>
  earlier !== undefined && (action.position <= earlier.position || action.createdAt <= earlier.createdAt);
