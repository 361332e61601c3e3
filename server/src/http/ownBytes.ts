/**
 * A text in UTF-8, in memory of its own. Short buffers otherwise share pieces of 64 kB with whatever is written at the same
 * time, and one that is kept keeps all of its piece.
 */
export function ownBytes(text: string): Buffer {
  const bytes = Buffer.allocUnsafeSlow(Buffer.byteLength(text));
  bytes.write(text);
  return bytes;
}
