import { z } from 'zod';
import { recordedAt } from '../contracts/values.ts';
import { role } from '../employees/employee.ts';

/** `open` is everything neither archived nor done: the list `category=open,waiting`. */
const load = {
  open: z.int(),
  /** Of the open ones, due before today: the list `due=overdue`. */
  overdue: z.int(),
  /** Of the open ones, due from today to the coming Sunday: the list `due=week`. */
  dueThisWeek: z.int(),
  /** The earliest due date among the open ones. */
  oldestDueAt: recordedAt.nullable(),
  /** Customers that came today, moved or new, and that went today. */
  inToday: z.int(),
  outToday: z.int(),
  /** The open ones by the key of their status; statuses without any are left out. */
  byStatus: z.record(z.string(), z.int()),
};

export const boardRow = z
  .strictObject({
    employee: z.strictObject({ id: z.string(), name: z.string(), role, active: z.boolean() }),
    /** The last day of being away; null for who is here, also once that day has passed. */
    awayUntil: z.iso.date().nullable(),
    ...load,
  })
  .meta({ id: 'BoardRow' });
export type BoardRow = z.output<typeof boardRow>;

export const boardPool = z.strictObject(load).meta({ id: 'BoardPool' });
export type BoardPool = z.output<typeof boardPool>;

const person = z.strictObject({ id: z.string(), name: z.string() });

/** So many open customers of one person to another. */
export const balanceMove = z
  .strictObject({ from: person, to: person, count: z.int() })
  .meta({ id: 'BalanceMove' });
export type BalanceMove = z.output<typeof balanceMove>;

/** Who has how much work, as of `asOf`. */
export const board = z
  .strictObject({
    asOf: recordedAt,
    /** By name. Active people, and others who still hold open customers. */
    people: z.array(boardRow),
    /** Work that is nobody's, of the whole organisation also when a team was asked for. */
    unassigned: boardPool,
    /** What would even out the work of those shown who are here; empty when nobody has much more than others. */
    balance: z.strictObject({
      /** Open customers of each, on average. */
      average: z.number(),
      moves: z.array(balanceMove),
    }),
  })
  .meta({ id: 'Board' });
export type Board = z.output<typeof board>;
