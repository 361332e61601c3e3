import type { Status } from '../organisations/organisation.ts';

/** Whether a status is out of use: customers that have it keep it, and no other is given it. */
export const isArchivedStatus = (
  statuses: readonly Pick<Status, 'key' | 'archived'>[],
  wanted: unknown,
): boolean => statuses.some(({ key, archived }) => archived && key === wanted);
