import { expect, test } from 'vitest';
import { FrameFinder } from '@caseload/scripts/prove/wire/frames.ts';
import { splitInto } from '@caseload/scripts/prove/wire/splitInto.ts';

function message(type: string, content: string): Buffer {
  const head = Buffer.alloc(5);
  head.write(type, 0, 'latin1');
  head.writeUInt32BE(content.length + 4, 1);
  return Buffer.concat([head, Buffer.from(content)]);
}
const startup = Buffer.concat([Buffer.from([0, 0, 0, 12]), Buffer.from('3.0 user')]);
const stream = Buffer.concat([startup, message('Q', 'begin'), message('P', ''), message('Q', 'commit')]);

/** The type and the first byte, in the whole stream, of each message found in chunks of `size` bytes. */
function found(size: number): [string, number][] {
  const finder = new FrameFinder('client');
  const frames: [string, number][] = [];
  for (let at = 0; at < stream.length; at += size) {
    for (const frame of finder.find(stream.subarray(at, at + size)))
      frames.push([frame.type, at + frame.content]);
  }
  return frames;
}

test('messages are found at the same places however the stream is cut', () => {
  const whole = found(stream.length);
  expect(whole.map(([type]) => type)).toEqual(['startup', 'Q', 'P', 'Q']);
  for (let size = 1; size < stream.length; size += 1) expect(found(size)).toEqual(whole);
});

test('what is split comes whole and in order', async () => {
  const pieces: Buffer[] = [];
  await splitInto(stream, (piece) => pieces.push(piece));
  expect(Buffer.concat(pieces)).toEqual(stream);
  expect(Math.max(...pieces.map(({ length }) => length))).toBeLessThanOrEqual(7);
});
