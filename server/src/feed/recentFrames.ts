import type { Frame } from './frame.ts';
import { isBehind, type Place } from './place.ts';

const MOST_BYTES = 4 * 2 ** 20;

/** What was told last, kept for those who are slower than others. */
export class RecentFrames {
  #frames: Frame[] = [];
  #bytes = 0;
  #begin: Place;
  #end: Place;
  readonly #mostBytes: number;

  /** Knows nothing of what was up to `begin`. */
  constructor(begin: Place, mostBytes = MOST_BYTES) {
    this.#begin = begin;
    this.#end = begin;
    this.#mostBytes = mostBytes;
  }

  /** Up to here it has everything. */
  get end(): Place {
    return this.#end;
  }

  append(frames: readonly Frame[], end: Place): void {
    this.#frames.push(...frames);
    this.#end = end;
    for (const { bytes } of frames) this.#bytes += bytes.length;
    let dropped = 0;
    for (const { place, bytes } of this.#frames) {
      if (this.#bytes <= this.#mostBytes) break;
      this.#bytes -= bytes.length;
      this.#begin = place;
      dropped += 1;
    }
    if (dropped > 0) this.#frames = this.#frames.slice(dropped);
  }

  /** At most `atMost` of what stands behind a place, in order; undefined where that is not kept any more. */
  after(place: Place, atMost: number): readonly Frame[] | undefined {
    if (isBehind(this.#begin, place)) return undefined;
    let low = 0;
    let high = this.#frames.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      const frame = this.#frames[middle];
      if (frame !== undefined && isBehind(frame.place, place)) high = middle;
      else low = middle + 1;
    }
    return this.#frames.slice(low, low + atMost);
  }
}
