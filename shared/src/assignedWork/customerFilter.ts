import { z } from 'zod';
import { longText, shortText } from '../contracts/text.ts';
import { id, instant } from '../contracts/values.ts';
import { priority, statusKey } from '../customers/customer.ts';
import { statusCategory } from '../organisations/organisation.ts';

/**
 * Days of whoever asks: `overdue` ended before today, `week` runs from today to the coming Sunday, `none` has
 * no due date.
 */
export const DUES = ['overdue', 'today', 'week', 'none'] as const;
export const due = z.enum(DUES);
export type Due = z.output<typeof due>;

/**
 * Where a customer stands with its follow-up: `set` has one, `later` sleeps until a time still to come, `due`
 * has reached it, `none` has none, `awake` is everything that does not sleep.
 */
export const FOLLOW_UPS = ['set', 'later', 'due', 'none', 'awake'] as const;
export const followUp = z.enum(FOLLOW_UPS);
export type FollowUp = z.output<typeof followUp>;

/**
 * Which customers, as a document: what lists take in their address, saved views keep, and exports and bulk work
 * act on. Parts narrow each other; values of one part are alternatives. Absent parts narrow nothing, except
 * that archived customers are left out.
 */
export const customerFilter = z
  .strictObject({
    assignedTo: z.union([z.enum(['me', 'none', 'any']), id]),
    /** Assigned to somebody of this team; a team that is gone holds nobody. */
    team: id,
    status: z.array(statusKey).min(1).max(50),
    category: z.array(statusCategory).min(1).max(3),
    priority: z.array(priority).min(1).max(4),
    tag: z.array(shortText(50)).min(1).max(50),
    archived: z.enum(['false', 'true', 'any']),
    due,
    followUp,
    /** Inclusive. */
    dueFrom: instant,
    /** Exclusive. */
    dueBefore: instant,
    /** Inclusive. */
    createdFrom: instant,
    /** Exclusive. */
    createdBefore: instant,
    /** Created or changed by this import. */
    import: id,
    /** Part of a name, e-mail address or phone number, any case. */
    q: longText(200, 1),
  })
  .exactPartial();
export type CustomerFilter = z.output<typeof customerFilter>;
