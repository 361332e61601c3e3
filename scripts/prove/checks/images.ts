import { changesByCustomer } from './byCustomer.ts';
import type { Check, Violation } from './check.ts';
import { sameValue } from './sameValue.ts';

/** What each action calls "before" is what the actions before it left. */
export const images: Check = {
  name: 'images',
  promise: 'for every field the before-image of a change is the after-image of the one before it',
  run: ({ before, actions }) => {
    const violations: Violation[] = [];
    let checked = 0;
    for (const [id, trail] of changesByCustomer(actions)) {
      const start = before.get(id);
      const known: Record<string, unknown> = { ...start?.fields };
      for (const { version, changes } of trail) {
        if (version <= (start?.version ?? 0)) continue;
        for (const { field, from, to } of changes) {
          checked += 1;
          if (!sameValue(known[field], from)) {
            violations.push({
              what: `customer ${id}, version ${version}: ${field} was ${show(known[field])}, the action says ${show(from)}`,
              lines: [],
            });
          }
          known[field] = to;
        }
      }
    }
    return { checked, violations };
  },
};

const show = (value: unknown) => (JSON.stringify(value) ?? 'nothing').slice(0, 80);
