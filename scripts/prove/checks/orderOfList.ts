import { PRIORITIES } from '@caseload/shared/customers/customer.ts';
import type { AskedList } from '../history/call.ts';
import { exactMoment } from '../history/contentOf.ts';
import type { State } from './states.ts';

/** Where a customer stands in a list: its key as a text, and its id among those with the same one. */
export type Place = { readonly key: string; readonly id: string };

/** Behind every moment: no due date counts as never. */
const NEVER = '9999';

const KEYS: Readonly<Record<AskedList['sort'], (state: State) => string>> = {
  dueAt: ({ fields }) => exactMoment(textOf(fields['dueAt'])) ?? NEVER,
  // Names of a run have no letters beyond ASCII, so the order of these texts is that of their bytes.
  name: ({ fields }) => textOf(fields['name']).toLowerCase(),
  priority: ({ fields }) => String(PRIORITIES.findIndex((priority) => priority === fields['priority'])),
  updatedAt: ({ updatedAt }) => exactMoment(updatedAt) ?? '',
};

const textOf = (value: unknown) => (typeof value === 'string' ? value : '');

export const placeIn = ({ sort }: AskedList, id: string, state: State): Place => ({
  key: KEYS[sort](state),
  id,
});

/** Whether `a` stands before `b`. */
export function isBefore({ backwards }: AskedList, a: Place, b: Place): boolean {
  const [one, other] = backwards ? [b, a] : [a, b];
  return one.key === other.key ? one.id < other.id : one.key < other.key;
}

/** Whether a customer belongs into a list, as it was at one version. */
export function belongsInto({ assignedTo, statuses, archived }: AskedList, { fields }: State): boolean {
  return (
    (assignedTo === 'any' || assignedTo === (fields['assignedTo'] ?? 'none')) &&
    (archived === 'any' || archived === String(fields['archived'])) &&
    (statuses === undefined || statuses.some((status) => status === fields['status']))
  );
}
