import { operationsOf } from '../history/operations.ts';
import { actionsByOperation } from './byCustomer.ts';
import type { Check } from './check.ts';

/** A write that was refused left nothing, and nothing stands in the trail that nobody asked for. */
export const refusedAbsent: Check = {
  name: 'nothing unasked',
  promise: 'no refused write is anywhere, and no action exists that no client asked for',
  run: ({ history, actions, batches, before }) => {
    const operations = operationsOf(history.calls);
    const found = actionsByOperation(actions);
    const refused = [...operations.values()].filter(({ verdict }) => verdict === 'refused');
    const left = refused
      .filter(({ id }) => found.has(id))
      .map(({ id, meaning, calls, decision }) => ({
        what: `${meaning.kind} ${id} was answered ${decision?.status} and is in the audit trail`,
        lines: calls.map(({ line }) => line),
      }));
    const asked = (operation: string, batch: string | null) =>
      operations.has(batch === null ? operation : (batches.get(batch) ?? ''));
    const unasked = actions
      .filter(({ version, customer }) => version === null || version > (before.get(customer)?.version ?? 0))
      .filter(({ operation, batch }) => !asked(operation, batch))
      .map(({ id, type, customer, version }) => ({
        what: `${type} ${id} of customer ${customer} (version ${version}) was asked by nobody`,
        lines: [],
      }));
    return { checked: refused.length + actions.length, violations: [...left, ...unasked] };
  },
};
