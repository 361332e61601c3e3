/** Control characters, but for tabs, line ends and page ends. */
const NO_TEXT = /[^\P{Cc}\t\n\f\r]/u;

/** Tells, chunk by chunk, whether bytes are a text: valid UTF-8 without control characters. */
export class TextCheck {
  readonly #decoder = new TextDecoder('utf-8', { fatal: true });
  #isText = true;

  take(chunk: Uint8Array): void {
    if (this.#isText) this.#isText = this.#holds(() => this.#decoder.decode(chunk, { stream: true }));
  }

  /** The verdict; a character that was begun and not ended counts. */
  finish(): boolean {
    return this.#isText && this.#holds(() => this.#decoder.decode());
  }

  #holds(decode: () => string): boolean {
    try {
      return !NO_TEXT.test(decode());
    } catch {
      return false;
    }
  }
}
