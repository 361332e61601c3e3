import type { ClientRateLimitInfo, Options, Store } from 'express-rate-limit';

type Bucket = { hits: number; resetAt: number; unpublished: number };

/** What one process tells the others: hits by key since it last did. */
export type Tally = { readonly limiter: string; readonly hits: Readonly<Record<string, number>> };

/**
 * Counts in memory, so that a request costs no statement. Once a second the hits go to the other processes
 * and theirs come in; a limit can therefore be passed by what arrives within that second.
 */
export class SharedCounts implements Store {
  /** The counts of other processes arrive here, so keys are not only this process's. */
  readonly localKeys = false;
  readonly #name: string;
  readonly #buckets = new Map<string, Bucket>();
  #windowMs = 60_000;

  constructor(name: string) {
    this.#name = name;
  }

  init(options: Options): void {
    this.#windowMs = options.windowMs;
  }

  get(key: string): ClientRateLimitInfo | undefined {
    const bucket = this.#buckets.get(key);
    return bucket && present(bucket);
  }

  increment(key: string): ClientRateLimitInfo {
    const bucket = this.#open(key);
    bucket.hits += 1;
    bucket.unpublished += 1;
    return present(bucket);
  }

  decrement(key: string): void {
    const bucket = this.#open(key);
    bucket.hits = Math.max(bucket.hits - 1, 0);
    bucket.unpublished -= 1;
  }

  resetKey(key: string): void {
    this.#buckets.delete(key);
  }

  /** The hits not yet told, a few hundred keys at a time; forgets buckets whose window is over. */
  *collect(keysAtOnce: number): Generator<Tally> {
    let hits: Record<string, number> = {};
    for (const [key, bucket] of this.#buckets) {
      if (bucket.resetAt <= Date.now()) this.#buckets.delete(key);
      else if (bucket.unpublished !== 0) {
        hits[key] = bucket.unpublished;
        bucket.unpublished = 0;
      }
      if (Object.keys(hits).length === keysAtOnce) {
        yield { limiter: this.#name, hits };
        hits = {};
      }
    }
    if (Object.keys(hits).length > 0) yield { limiter: this.#name, hits };
  }

  /** Adds what another process counted. */
  add(tally: Tally): void {
    if (tally.limiter !== this.#name) return;
    for (const [key, hits] of Object.entries(tally.hits)) {
      const bucket = this.#open(key);
      bucket.hits = Math.max(bucket.hits + hits, 0);
    }
  }

  #open(key: string): Bucket {
    const known = this.#buckets.get(key);
    if (known && known.resetAt > Date.now()) return known;
    const bucket = { hits: 0, resetAt: Date.now() + this.#windowMs, unpublished: 0 };
    this.#buckets.set(key, bucket);
    return bucket;
  }
}

const present = (bucket: Bucket): ClientRateLimitInfo => ({
  totalHits: bucket.hits,
  resetTime: new Date(bucket.resetAt),
});
