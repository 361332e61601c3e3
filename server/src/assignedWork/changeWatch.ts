import { LRUCache } from 'lru-cache';
import { Deadline, runWithin } from '@caseload/db/kernel/deadline.ts';
import type { Database } from '@caseload/db/kernel/openDatabase.ts';
import { type ChangedCustomer, listChangedSince, readMoment } from './changedSince.ts';
import { type Effect, type PageContents, RecentChanges } from './recentChanges.ts';

/** The state of things before a page is read: what is changed from then on can touch it. */
export type Mark = {
  readonly watch: ChangeWatch;
  /** As of `performance.now()`. */
  readonly at: number;
  /** Of the first change that has not been held against the page. */
  number: number;
};

/** Whoever happens to cause a reading may have little time left, or be gone: others wait for it as well. */
const READ_MS = 1_000;
/**
 * So long a page is believed to be what the changes say. They are exact unless somebody goes around the audit trail, which
 * takes a superuser who switches triggers off, or takes the database back to what it was.
 */
const BELIEVED_MS = 5_000;

/**
 * Knows which customers of an organisation were changed, so that a page which none of them touches need not be looked at.
 * One reading at a time tells all who ask while the one before it is under way.
 */
export class ChangeWatch {
  readonly #readSince: (moment: string | undefined) => Promise<Reading>;
  readonly #recent = new RecentChanges();
  #moment: string | undefined;
  #reading: Promise<void> | undefined;
  #next: Promise<void> | undefined;

  constructor(readSince: (moment: string | undefined) => Promise<Reading>) {
    this.#readSince = readSince;
  }

  /** To be taken before a page is read; undefined while it is not known what is changed from now on. */
  mark(): Mark | undefined {
    if (this.#moment !== undefined) return { watch: this, at: performance.now(), number: this.#recent.end };
    void this.#catchUp();
    return undefined;
  }

  /** What was committed between the mark and this call, and maybe since, did to the page that was read then. */
  async effectOn(contents: PageContents, mark: Mark): Promise<Effect> {
    if (mark.watch !== this || performance.now() - mark.at > BELIEVED_MS) return 'unknown';
    const known = this.#knownEffect(contents, mark);
    if (known !== 'none') return known;
    await this.#catchUp();
    return this.#knownEffect(contents, mark);
  }

  #knownEffect(contents: PageContents, mark: Mark): Effect {
    const effect = this.#recent.effectOn(contents, mark.number);
    if (effect === 'none') mark.number = this.#recent.end;
    return effect;
  }

  /** Resolves once everything is known that was committed before this call, or that it cannot be known. */
  #catchUp(): Promise<void> {
    // The one under way may have begun before something was committed that the caller knows of.
    if (this.#reading === undefined && this.#next === undefined) return this.#begin();
    this.#next ??= (this.#reading ?? Promise.resolve()).then(() => this.#begin());
    return this.#next;
  }

  #begin(): Promise<void> {
    this.#next = undefined;
    this.#reading = this.#read();
    return this.#reading;
  }

  async #read(): Promise<void> {
    const before = this.#moment;
    try {
      const { moment, changes } = await this.#readSince(before);
      if (changes === undefined) this.#recent.forget();
      else this.#recent.append(changes);
      this.#moment = moment;
    } catch {
      // Whoever waits looks for themselves, and learns what is wrong.
      this.#recent.forget();
      this.#moment = undefined;
    } finally {
      this.#reading = undefined;
    }
  }
}

/** `changes` is undefined where they are not known, or too many. */
type Reading = {
  readonly moment: string | undefined;
  readonly changes: readonly ChangedCustomer[] | undefined;
};

const MOST_ORGANISATIONS = 200;

export type ChangeWatches = { of(organisationId: string): ChangeWatch };

/** The watches of a process. Nothing is read for an organisation of which nobody asks for pages. */
export function makeChangeWatches(database: Database): ChangeWatches {
  const watches = new LRUCache<string, ChangeWatch>({
    max: MOST_ORGANISATIONS,
    memoMethod: (organisationId) => new ChangeWatch((moment) => readSince(database, organisationId, moment)),
  });
  return { of: (organisationId) => watches.memo(organisationId) };
}

const readSince = (
  database: Database,
  organisationId: string,
  moment: string | undefined,
): Promise<Reading> =>
  runWithin(new Deadline(READ_MS), async () => {
    if (moment === undefined) {
      const [[now]] = await database.read({ organisationId }, (tx) => [readMoment(tx)]);
      return { moment: now?.moment, changes: undefined };
    }
    const [rows] = await database.read({ organisationId }, (tx) => [
      listChangedSince(tx, organisationId, moment),
    ]);
    const changes = rows[0]?.isWhole ? rows.filter((row) => row.id !== null) : undefined;
    return { moment: rows[0]?.moment, changes };
  });
