/** A message of PostgreSQL's protocol inside a chunk: its type, and where it, its content and its end lie there. */
export type Frame = {
  readonly type: string;
  readonly from: number;
  readonly content: number;
  readonly to: number;
};

/**
 * Finds where messages begin in a stream of chunks. A message is reported with the chunk that completes its head.
 * The first message of a client has no type; it is reported as `startup`.
 */
export class FrameFinder {
  /** Bytes of the message under way that have not come yet. */
  #missing = 0;
  /** A head that was cut by the end of a chunk. */
  #head = Buffer.alloc(0);
  #untyped: boolean;

  constructor(side: 'client' | 'server') {
    this.#untyped = side === 'client';
  }

  find(chunk: Buffer): Frame[] {
    const frames: Frame[] = [];
    let at = 0;
    while (at < chunk.length) {
      if (this.#missing > 0) {
        const taken = Math.min(this.#missing, chunk.length - at);
        this.#missing -= taken;
        at += taken;
        continue;
      }
      const headLength = this.#untyped ? 4 : 5;
      const before = this.#head.length;
      const part = chunk.subarray(at, at + headLength - before);
      const head = before === 0 ? part : Buffer.concat([this.#head, part]);
      if (head.length < headLength) {
        this.#head = Buffer.from(head);
        break;
      }
      this.#head = Buffer.alloc(0);
      const length = head.readUInt32BE(this.#untyped ? 0 : 1) + (this.#untyped ? 0 : 1);
      const rest = length - headLength;
      const start = at;
      const content = at + headLength - before;
      const to = Math.min(content + rest, chunk.length);
      frames.push({
        type: this.#untyped ? 'startup' : String.fromCharCode(head[0] ?? 0),
        from: start,
        content,
        to,
      });
      at = to;
      this.#missing = rest - (to - content);
      this.#untyped = false;
    }
    return frames;
  }
}
