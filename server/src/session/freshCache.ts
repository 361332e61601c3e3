import { LRUCache } from 'lru-cache';
import { Deadline, runWithin } from '@caseload/db/kernel/deadline.ts';

type Loaded<V> = { readonly value: V };

/** However little time the one has left who happens to ask first: others wait for the same answer. */
const LOAD_MS = 5_000;

/**
 * Remembers what was read for a few seconds, reads each key once at a time, and never keeps what was read
 * before the key was forgotten: a read under way when a revocation arrives is not stored.
 */
export class FreshCache<V> {
  readonly #entries: LRUCache<string, Loaded<V>>;
  readonly #loading = new Map<string, Promise<V>>();

  constructor(options: { readonly ttlMs: number; readonly max: number }) {
    this.#entries = new LRUCache({ max: options.max, ttl: options.ttlMs });
  }

  async get(key: string, load: () => Promise<V>): Promise<V> {
    const known = this.#entries.get(key);
    if (known) return known.value;
    const underWay = this.#loading.get(key);
    if (underWay) return underWay;
    const loading = runWithin(new Deadline(LOAD_MS), load);
    this.#loading.set(key, loading);
    try {
      const value = await loading;
      if (this.#loading.get(key) === loading) this.#entries.set(key, { value });
      return value;
    } finally {
      if (this.#loading.get(key) === loading) this.#loading.delete(key);
    }
  }

  forget(key: string): void {
    this.#entries.delete(key);
    this.#loading.delete(key);
  }

  forgetAll(): void {
    this.#entries.clear();
    this.#loading.clear();
  }
}
