import { canEditEverything, type Identity } from './canEditCustomer.ts';

/** Who sees the numbers of everybody and of teams; others see their own. */
export function canSeeReportsOfAll(actor: Identity): boolean {
  return canEditEverything(actor);
}
