/** Customers given to several people, in the order of both. Pure, so that a preview can be trusted. */
export type Split = 'even' | 'load';

export type Candidate = { readonly id: string; readonly assignedTo: string | null; readonly isOpen: boolean };

/**
 * Who gets which customer. `even` deals them out one by one. `load` gives each next one to whoever then holds
 * the fewest open customers; customers that the people hold already count as taken from them first.
 *
 * @param loads open customers by person, before anything moves
 */
export function splitCustomers(
  candidates: readonly Candidate[],
  people: readonly string[],
  split: Split,
  loads: ReadonlyMap<string, number>,
): Map<string, string> {
  if (split === 'even') {
    return new Map(candidates.map(({ id }, index) => [id, people[index % people.length] ?? '']));
  }
  const held = new Map(people.map((person) => [person, loads.get(person) ?? 0]));
  for (const { assignedTo, isOpen } of candidates) {
    const present = assignedTo === null ? undefined : held.get(assignedTo);
    if (assignedTo !== null && present !== undefined && isOpen) held.set(assignedTo, present - 1);
  }
  const targets = new Map<string, string>();
  for (const { id, isOpen } of candidates) {
    const person = leastLoaded(held);
    targets.set(id, person);
    held.set(person, (held.get(person) ?? 0) + (isOpen ? 1 : 0));
  }
  return targets;
}

/** The first of those who hold the fewest. */
function leastLoaded(held: ReadonlyMap<string, number>): string {
  let best = '';
  let fewest = Number.POSITIVE_INFINITY;
  for (const [person, count] of held) {
    if (count < fewest) {
      best = person;
      fewest = count;
    }
  }
  return best;
}
