import { createHash } from 'node:crypto';
import { tmpdir } from 'node:os';
import path from 'node:path';

export type EmbeddedPaths = {
  /** Everything the embedded server owns; the other paths lie below it, except a socket directory that would be too long. */
  home: string;
  cluster: string;
  passwordFile: string;
  logFile: string;
  socketDirectory: string;
};

// The address of a unix socket holds 107 bytes on Linux and 103 on macOS; the file name takes ".s.PGSQL.5432" and a slash.
const longestSocketDirectory = 103 - '/.s.PGSQL.5432.lock'.length;

/** Where the embedded server of `dataDirectory` keeps its things. Pure: touches no disk. */
export function embeddedPaths(dataDirectory: string): EmbeddedPaths {
  const home = path.join(path.resolve(dataDirectory), 'postgres');
  return {
    home,
    cluster: path.join(home, 'cluster'),
    passwordFile: path.join(home, 'password'),
    logFile: path.join(home, 'postgres.log'),
    socketDirectory: socketDirectoryOf(home),
  };
}

function socketDirectoryOf(home: string): string {
  const inside = path.join(home, 'socket');
  if (Buffer.byteLength(inside) <= longestSocketDirectory) return inside;
  const name = createHash('sha256').update(home).digest('hex').slice(0, 16);
  const temporary = path.join(tmpdir(), `caseload-${name}`);
  return Buffer.byteLength(temporary) <= longestSocketDirectory ? temporary : `/tmp/caseload-${name}`;
}
