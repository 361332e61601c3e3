import { canEditEverything, type Identity } from './canEditCustomer.ts';

/** Who looks after the work of others: sees the board and moves work between people. */
export function canSupervise(actor: Pick<Identity, 'role'>): boolean {
  return canEditEverything(actor);
}

/** Everybody says for themselves when they are away; for others those who look after their work. */
export function canSetAway(actor: Identity, employee: Pick<Identity, 'id'>): boolean {
  return canSupervise(actor) || employee.id === actor.id;
}

/** Teams are everybody's: administrators alone make them. */
export function canManageTeams(actor: Pick<Identity, 'role'>): boolean {
  return actor.role === 'admin';
}

/** Whether somebody who joins a team supervises it unless something else is said. */
export function joinsAsSupervisor(person: Pick<Identity, 'role'>): boolean {
  return person.role === 'supervisor';
}
