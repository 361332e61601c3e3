import type { ChangedCustomer } from './changedSince.ts';
import type { CustomerList } from './customerList.ts';

/** What a change of a customer can touch of a page. */
export type PageContents = {
  /** The ids of its customers, one behind the other. */
  readonly ids: string;
  /** Who may come to stand in it. */
  readonly list: Pick<CustomerList, 'assignedTo' | 'statuses' | 'archived'>;
};

/** What changes did to a page: nothing, nobody can say without looking, or one of its customers was changed. */
export type Effect = 'none' | 'unknown' | 'changed';

const MOST_CHANGES = 1_000;

/** The customers of one organisation that were changed last, numbered as they became known. */
export class RecentChanges {
  #changes: ChangedCustomer[] = [];
  #begin = 0;
  readonly #mostChanges: number;

  constructor(mostChanges = MOST_CHANGES) {
    this.#mostChanges = mostChanges;
  }

  /** The number the next one gets. */
  get end(): number {
    return this.#begin + this.#changes.length;
  }

  append(changes: readonly ChangedCustomer[]): void {
    this.#changes.push(...changes);
    const dropped = this.#changes.length - this.#mostChanges;
    if (dropped <= 0) return;
    this.#begin += dropped;
    this.#changes = this.#changes.slice(dropped);
  }

  /** Something may have been changed that nobody knows of. */
  forget(): void {
    this.#begin = this.end + 1;
    this.#changes = [];
  }

  /** What those from the number on did to a page that had those before it. */
  effectOn({ ids, list }: PageContents, from: number): Effect {
    if (from < this.#begin) return 'unknown';
    let effect: Effect = 'none';
    for (let number = from; number < this.end; number += 1) {
      const customer = this.#changes[number - this.#begin];
      if (customer === undefined) continue;
      if (ids.includes(customer.id)) return 'changed';
      if (mayHold(list, customer)) effect = 'unknown';
    }
    return effect;
  }
}

const mayHold = (
  { assignedTo, statuses, archived }: PageContents['list'],
  customer: ChangedCustomer,
): boolean =>
  (assignedTo === undefined || assignedTo === customer.assignedTo) &&
  (archived === undefined || archived === customer.archived) &&
  statuses.includes(customer.status);
