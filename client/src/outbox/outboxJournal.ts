import { z } from 'zod';
import { isLostFile, type OutboxEntry } from './outboxEntry.ts';

/**
 * Comments in the browser's plain storage, which is written before a press ends, while the database takes a
 * moment. It holds text only; the first version of the outbox kept everything here.
 */
export type OutboxJournal = {
  /** False when the browser has no room. */
  readonly write: (entry: OutboxEntry) => boolean;
  readonly list: (employeeId: string) => OutboxEntry[];
  readonly remove: (key: string) => void;
};

const PREFIX = 'caseload.unsent';
/** A press needs milliseconds to reach the database; files missing after this long are not coming. */
const ON_ITS_WAY_MS = 60_000;

const stored = z.object({
  body: z.string(),
  writtenAt: z.iso.datetime(),
  customerName: z.string().nullable().default(null),
  operationId: z.string().optional(),
  files: z.array(z.object({ name: z.string(), attachmentId: z.string().nullable() })).default([]),
  // The first version did not say whether it had been sent.
  mayHaveArrived: z.boolean().default(true),
});

export function createOutboxJournal(storage: Storage, now: () => Date): OutboxJournal {
  const places = () => Object.keys(storage).filter((place) => place.startsWith(`${PREFIX}/`));

  function entryAt(place: string): OutboxEntry[] {
    const [, employeeId, customerId, key] = place.split('/');
    const { data } = stored.safeParse(parse(storage.getItem(place)));
    if (data === undefined || employeeId === undefined || customerId === undefined || key === undefined)
      return [];
    const files = data.files.map((file) => ({ ...file, blob: null }));
    const { operationId = key } = data;
    const entry = { ...data, key, operationId, employeeId, customerId, files, refusal: null };
    if (!files.some(isLostFile)) return [{ ...entry, phase: 'waiting' }];
    const age = now().getTime() - Date.parse(data.writtenAt);
    return age < ON_ITS_WAY_MS ? [] : [{ ...entry, phase: 'refused' }];
  }

  return {
    write({ key, employeeId, customerId, files, ...entry }) {
      const { operationId, body, writtenAt, customerName, mayHaveArrived } = entry;
      const named = files.map(({ name, attachmentId }) => ({ name, attachmentId }));
      const value = { operationId, body, writtenAt, customerName, mayHaveArrived, files: named };
      try {
        storage.setItem(`${PREFIX}/${employeeId}/${customerId}/${key}`, JSON.stringify(value));
        return true;
      } catch {
        return false;
      }
    },
    list: (employeeId) =>
      places()
        .filter((place) => place.startsWith(`${PREFIX}/${employeeId}/`))
        .flatMap(entryAt),
    remove(key) {
      for (const place of places()) if (place.endsWith(`/${key}`)) storage.removeItem(place);
    },
  };
}

function parse(text: string | null): unknown {
  try {
    return text === null ? null : JSON.parse(text);
  } catch {
    return null;
  }
}
