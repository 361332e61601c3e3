import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import { outboxEntry, type OutboxEntry } from './outboxEntry.ts';
import type { OutboxJournal } from './outboxJournal.ts';

/** Where comments wait until the server has acknowledged them. */
export type OutboxStore = {
  /** Remembers before it returns, so that a page that dies in the next moment has lost nothing. */
  readonly add: (entry: OutboxEntry) => Promise<void>;
  readonly update: (entry: OutboxEntry) => Promise<void>;
  readonly remove: (key: string) => Promise<void>;
  /** Everything of one person, oldest first. */
  readonly list: (employeeId: string) => Promise<OutboxEntry[]>;
  /** Whether an entry, or a file of it, would be gone with this page: the browser has no room, or no database. */
  readonly isOnlyHere: (key: string) => boolean;
};

type Comments = DBSchema & {
  comments: { key: string; value: unknown; indexes: { employeeId: string } };
};
type Database = IDBPDatabase<Comments>;

const NAME = 'caseload.outbox';
/** Some browsers never answer a request to open a database. */
const OPEN_MS = 3_000;

export function createOutboxStore(journal: OutboxJournal): OutboxStore {
  /** What the database does not hold yet, or could not take. */
  const here = new Map<string, OutboxEntry>();
  const lastingNowhere = new Set<string>();
  let database: Promise<Database | null> | null = null;

  /** Null where the browser has no database for this page; asked for again the next time. */
  async function open(): Promise<Database | null> {
    database ??= openDatabase();
    const opened = await database;
    if (opened === null) database = null;
    return opened;
  }

  async function put(entry: OutboxEntry): Promise<void> {
    if (await isPut(entry)) {
      forget(entry.key);
    } else {
      here.set(entry.key, entry);
      const isWritten = journal.write(entry);
      if (isWritten && entry.files.every(({ attachmentId }) => attachmentId !== null))
        lastingNowhere.delete(entry.key);
      else lastingNowhere.add(entry.key);
    }
  }

  function forget(key: string): void {
    here.delete(key);
    lastingNowhere.delete(key);
    journal.remove(key);
  }

  async function isPut(entry: OutboxEntry): Promise<boolean> {
    try {
      const opened = await open();
      await opened?.put('comments', entry);
      return opened !== null;
    } catch {
      // No room, or the database was closed under us: what is written is kept in the page.
      return false;
    }
  }

  async function stored(employeeId: string): Promise<OutboxEntry[]> {
    try {
      const opened = await open();
      const values = (await opened?.getAllFromIndex('comments', 'employeeId', employeeId)) ?? [];
      return values.flatMap((value) => outboxEntry.safeParse(value).data ?? []);
    } catch {
      return [];
    }
  }

  return {
    add(entry) {
      here.set(entry.key, entry);
      journal.write(entry);
      return put(entry);
    },
    update: put,
    async remove(key) {
      forget(key);
      try {
        await (await open())?.delete('comments', key);
      } catch {
        // Still there: it is sent again under its key, which changes nothing.
      }
    },
    async list(employeeId) {
      const inJournal = journal.list(employeeId);
      const known = new Map((await stored(employeeId)).map((entry) => [entry.key, entry]));
      for (const entry of here.values()) if (entry.employeeId === employeeId) known.set(entry.key, entry);
      // From the first version of the outbox, or from a page that died before the database had it.
      for (const entry of inJournal) {
        if (known.has(entry.key)) continue;
        known.set(entry.key, entry);
        await put(entry);
      }
      return [...known.values()].sort((a, b) => a.writtenAt.localeCompare(b.writtenAt));
    },
    isOnlyHere: (key) => lastingNowhere.has(key),
  };
}

async function openDatabase(): Promise<Database | null> {
  const { promise: late, resolve } = Promise.withResolvers<null>();
  const timer = setTimeout(resolve, OPEN_MS, null);
  const opening = openDB<Comments>(NAME, 1, {
    upgrade(fresh) {
      fresh.createObjectStore('comments', { keyPath: 'key' }).createIndex('employeeId', 'employeeId');
    },
  }).catch(() => null);
  const opened = await Promise.race([opening, late]);
  clearTimeout(timer);
  return opened;
}
