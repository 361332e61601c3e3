import { setImmediate as turn } from 'node:timers/promises';

/** Gives the bytes away one, two, three … at a time, so that no message arrives in one piece. */
export async function splitInto(data: Buffer, give: (piece: Buffer) => void): Promise<void> {
  for (let at = 0, size = 1; at < data.length; at += size, size = (size % 7) + 1) {
    give(data.subarray(at, at + size));
    await turn();
  }
}
