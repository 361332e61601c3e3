import { crc32, inflateRawSync } from 'node:zlib';

const END = 0x06054b50;
const ENTRY = 0x02014b50;
const LOCAL = 0x04034b50;
const END_BYTES = 22;

/** The files of an archive by name, in the order of its directory. Throws at anything that is not whole. */
export function unzip(bytes: Buffer): ReadonlyMap<string, Buffer> {
  const end = bytes.length - END_BYTES;
  if (end < 0 || bytes.readUInt32LE(end) !== END) throw new Error('the archive has no end');
  const count = bytes.readUInt16LE(end + 10);
  const files = new Map<string, Buffer>();
  let at = bytes.readUInt32LE(end + 16);
  for (let entry = 0; entry < count; entry += 1) {
    if (bytes.readUInt32LE(at) !== ENTRY) throw new Error(`no entry at ${at}`);
    const [name, extra, comment] = [28, 30, 32].map((offset) => bytes.readUInt16LE(at + offset));
    const path = bytes.toString('utf8', at + 46, at + 46 + (name ?? 0));
    if (files.has(path)) throw new Error(`${path} is there twice`);
    files.set(path, readEntry(bytes, at, path));
    at += 46 + (name ?? 0) + (extra ?? 0) + (comment ?? 0);
  }
  if (at !== end) throw new Error('something stands between the directory and its end');
  return files;
}

function readEntry(bytes: Buffer, at: number, path: string): Buffer {
  const [sum, packed, size, local] = [16, 20, 24, 42].map((offset) => bytes.readUInt32LE(at + offset));
  const start = local ?? 0;
  if (bytes.readUInt32LE(start) !== LOCAL) throw new Error(`${path} is not where it should be`);
  const begin = start + 30 + bytes.readUInt16LE(start + 26) + bytes.readUInt16LE(start + 28);
  const content = bytes.subarray(begin, begin + (packed ?? 0));
  const whole = bytes.readUInt16LE(at + 10) === 0 ? content : inflateRawSync(content);
  if (whole.length !== size || crc32(whole) !== sum) throw new Error(`${path} is damaged`);
  return whole;
}
