export type TeamMember = { readonly id: string; readonly isSupervisor: boolean };

/**
 * The members after both changes: what I changed since `base` as I have it, everything else as they have it. In the
 * order of theirs, those I added behind.
 */
export function rebaseMembers(
  base: readonly TeamMember[],
  mine: readonly TeamMember[],
  theirs: readonly TeamMember[],
): TeamMember[] {
  const [before, ours, now] = [base, mine, theirs].map(roles);
  const ids = [...new Set([...theirs, ...mine].map(({ id }) => id))];
  return ids.flatMap((id) => {
    const isMine = ours?.get(id) !== before?.get(id);
    const isSupervisor = (isMine ? ours : now)?.get(id);
    return isSupervisor === undefined ? [] : [{ id, isSupervisor }];
  });
}

/** Whether both name the same people in the same parts, in any order. */
export function areSameMembers(one: readonly TeamMember[], other: readonly TeamMember[]): boolean {
  const known = roles(other);
  return one.length === other.length && one.every(({ id, isSupervisor }) => known.get(id) === isSupervisor);
}

function roles(members: readonly TeamMember[]): ReadonlyMap<string, boolean> {
  return new Map(members.map(({ id, isSupervisor }) => [id, isSupervisor]));
}

/** The members as the server wants them: no names. */
export function bareMembers(members: readonly TeamMember[]): TeamMember[] {
  return members.map(({ id, isSupervisor }) => ({ id, isSupervisor }));
}
