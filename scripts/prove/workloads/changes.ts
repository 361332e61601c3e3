import type { Random } from '../../seed/random.ts';
import type { Changes } from '../history/call.ts';

/** Something to set: always a note that nobody else writes, and now and then other fields. */
export function someChanges(random: Random, note: string): Changes {
  return {
    notes: note,
    ...(random.happens(0.3) ? { phone: `+49 ${random.between(100_000, 999_999)}` } : {}),
    ...(random.happens(0.3) ? { status: random.pick(['new', 'in_progress', 'waiting', 'resolved']) } : {}),
    ...(random.happens(0.2) ? { priority: random.pick(['urgent', 'high', 'normal', 'low']) } : {}),
    ...(random.happens(0.2)
      ? { dueAt: new Date(Date.UTC(2027, 0, random.between(1, 365))).toISOString() }
      : {}),
    ...(random.happens(0.1) ? { tags: [`tag ${random.between(1, 9)}`] } : {}),
  };
}
