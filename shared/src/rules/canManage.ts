import { canDefineCustomFields } from './canDefineCustomFields.ts';
import type { Identity } from './canEditCustomer.ts';

type Actor = Pick<Identity, 'role'>;

/** People, statuses and tags are everybody's: administrators alone manage them, and see what was done to them. */
export const canManagePeople = (actor: Actor): boolean => actor.role === 'admin';
export const canManageStatuses = (actor: Actor): boolean => actor.role === 'admin';
export const canManageTags = (actor: Actor): boolean => actor.role === 'admin';
export const canSeeOrganisationActions = (actor: Actor): boolean => actor.role === 'admin';

/** Who sees the settings of the organisation beside their own. */
export const canManageOrganisation = (actor: Actor): boolean =>
  canManageStatuses(actor) && canManageTags(actor) && canDefineCustomFields(actor);

/** Nobody shuts the door behind themselves. */
export const canDeactivate = (actor: Identity, person: Pick<Identity, 'id'>): boolean =>
  canManagePeople(actor) && person.id !== actor.id;
