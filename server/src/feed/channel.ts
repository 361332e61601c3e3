import type { Listener } from './listener.ts';
import type { Place } from './place.ts';
import type { FeedPage, Start } from './readFeed.ts';
import { RecentFrames } from './recentFrames.ts';

/** Milliseconds between two readings: what many do at once is told together. */
const PAUSE_MS = 200;
const PAUSE_AFTER_FAILURE_MS = 1_000;
/** Frames handed to a listener in one piece. */
const AT_ONCE = 100;

type ChannelOptions = {
  readonly read: (place: Place) => Promise<FeedPage>;
  /** The database server has recovered from a crash: places are not what they were, so nobody is to be served any more. */
  readonly onLost: () => void;
};

/**
 * The feed of one organisation in this process. One reading serves all who listen; whoever is farther back than what is
 * remembered reads for themselves until they have caught up.
 */
export class Channel {
  readonly listeners = new Set<Listener>();
  readonly #read: (place: Place) => Promise<FeedPage>;
  readonly #onLost: () => void;
  readonly #recovery: string;
  readonly #recent: RecentFrames;
  readonly #catchingUp = new Set<Listener>();
  #timer: NodeJS.Timeout | undefined;
  #isReading = false;
  #wokenMeanwhile = false;
  #lastReadAt = Number.NEGATIVE_INFINITY;

  constructor({ now: begin, recovery }: Pick<Start, 'now' | 'recovery'>, { read, onLost }: ChannelOptions) {
    this.#read = read;
    this.#onLost = onLost;
    this.#recovery = recovery;
    this.#recent = new RecentFrames(begin);
  }

  /** Something may have been committed. */
  wake(): void {
    if (this.#isReading) this.#wokenMeanwhile = true;
    else this.#readIn(this.#lastReadAt + PAUSE_MS - performance.now());
  }

  /** Tells the listener what is known beyond its place, as much as it takes. */
  serve(listener: Listener): void {
    while (listener.isReady && !this.#catchingUp.has(listener)) {
      const frames = this.#recent.after(listener.place, AT_ONCE);
      if (frames === undefined) {
        void this.#catchUp(listener);
        return;
      }
      const last = frames.at(-1);
      if (last === undefined) {
        if (listener.until <= this.#lastReadAt) listener.finish();
        return;
      }
      listener.tell(frames, last.place);
    }
  }

  close(): void {
    clearTimeout(this.#timer);
    for (const listener of this.listeners) listener.finish();
  }

  #readIn(ms: number): void {
    if (this.#timer !== undefined) return;
    this.#timer = setTimeout(() => void this.#readOn(), Math.max(ms, 0));
  }

  async #readOn(): Promise<void> {
    this.#timer = undefined;
    if (this.listeners.size === 0) return;
    this.#isReading = true;
    this.#wokenMeanwhile = false;
    const begun = performance.now();
    let pause: number | undefined;
    try {
      const { frames, end, more, recovery } = await this.#read(this.#recent.end);
      if (recovery !== this.#recovery) {
        this.#onLost();
        return;
      }
      this.#lastReadAt = begun;
      this.#recent.append(frames, end);
      if (more === 'now') pause = 0;
      else if (more === 'soon' || this.#wokenMeanwhile) pause = begun + PAUSE_MS - performance.now();
      for (const listener of this.listeners) this.serve(listener);
    } catch {
      // The database is away, or has no time: what is there then will be read then.
      pause = PAUSE_AFTER_FAILURE_MS;
    } finally {
      this.#isReading = false;
    }
    if (pause !== undefined) this.#readIn(pause);
  }

  async #catchUp(listener: Listener): Promise<void> {
    this.#catchingUp.add(listener);
    try {
      const { frames, end, recovery } = await this.#read(listener.place);
      if (recovery === this.#recovery) listener.tell(frames, end);
      else this.#onLost();
    } catch {
      // It comes again and says where it was.
      listener.finish();
    } finally {
      this.#catchingUp.delete(listener);
    }
    this.serve(listener);
  }
}
