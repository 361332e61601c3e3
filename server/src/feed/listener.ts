import { Readable } from 'node:stream';
import { type Frame, HEARTBEAT } from './frame.ts';
import type { Place } from './place.ts';

/** Beats in a row that a listener took nothing before it is cut off; it comes again where it was. */
const PATIENCE_BEATS = 4;

export type ListenerOptions = {
  readonly place: Place;
  readonly opening: Buffer;
  /** Called when it can take more. */
  readonly onReady: (listener: Listener) => void;
  /** Called once, however it ends. */
  readonly onEnd: (listener: Listener) => void;
};

/** One who listens: takes frames as fast as its line does, and knows how far it got. */
export class Listener extends Readable {
  /** Up to here it was told everything. */
  place: Place;
  /** When to end once it was told everything; milliseconds as of `performance.now()`. */
  until = Number.POSITIVE_INFINITY;
  readonly #onReady: ListenerOptions['onReady'];
  readonly #onEnd: ListenerOptions['onEnd'];
  #isReady = false;
  #isFinished = false;
  #missedBeats = 0;

  constructor({ place, opening, onReady, onEnd }: ListenerOptions) {
    super();
    this.place = place;
    this.#onReady = onReady;
    this.#onEnd = onEnd;
    this.push(opening);
  }

  get isReady(): boolean {
    return this.#isReady && !this.#isFinished && !this.destroyed;
  }

  /** What stands right behind `place`; `end` is where that leads. */
  tell(frames: readonly Frame[], end: Place): void {
    this.place = end;
    if (frames.length === 0 || this.#isFinished) return;
    this.#isReady = this.push(Buffer.concat(frames.map(({ bytes }) => bytes)));
  }

  /** Nothing to tell; so that neither side takes the line for dead. */
  beat(): void {
    if (this.isReady) {
      this.#missedBeats = 0;
      this.#isReady = this.push(HEARTBEAT);
      return;
    }
    this.#missedBeats += 1;
    if (this.#missedBeats >= PATIENCE_BEATS) this.destroy();
  }

  /** No more is told. */
  finish(): void {
    if (this.#isFinished) return;
    this.#isFinished = true;
    this.push(null);
  }

  override _read(): void {
    this.#isReady = true;
    this.#onReady(this);
  }

  override _destroy(error: Error | null, done: (error?: Error | null) => void): void {
    this.#isReady = false;
    this.#onEnd(this);
    done(error);
  }
}
