import { connectionUrl } from './connect.ts';
import type { EmbeddedPaths } from './embeddedPaths.ts';
import type { Binaries } from './findBinaries.ts';
import type { HeldDirectory } from './heldDirectory.ts';
import { worksIn } from './processes.ts';
import { readPostmasterFile } from './postmasterFile.ts';
import { verifyServer } from './readiness.ts';
import type { Endpoint } from './serverArguments.ts';
import { observeForeign, type ServerProcess } from './serverProcess.ts';
import { clearDeadServer, stopServer } from './stopServer.ts';
import { becomesTrue } from './wait.ts';

/**
 * What a killed app left behind. A server that answers from our endpoint with our settings is returned and used on;
 * one that does not is stopped; a file that names a dead process, or one that got the id later, is removed.
 */
export async function takeOverOrphan(options: {
  paths: EmbeddedPaths;
  held: HeldDirectory;
  binaries: Binaries;
  endpoint: Endpoint;
  maxConnections: number;
  password: string;
  log: (line: string) => void;
}): Promise<ServerProcess | undefined> {
  const { paths, endpoint, log } = options;
  const file = await readPostmasterFile(paths.cluster);
  if (file === undefined || !(await worksIn(file.pid, paths.cluster))) {
    await clearDeadServer(options);
    return undefined;
  }
  const orphan = observeForeign(file.pid, file.endpoint ?? endpoint);
  if (isReachable(orphan.endpoint, endpoint) && (await isUsable(orphan, options))) {
    log('Using the PostgreSQL that an earlier start left running');
    return orphan;
  }
  log('Stopping the PostgreSQL that an earlier start left running');
  await stopServer(orphan, options);
  return undefined;
}

/** A loopback port may be any, but a socket must lie where this start looks for it. */
function isReachable(found: Endpoint, wanted: Endpoint): boolean {
  if (found.kind === 'loopback' || wanted.kind === 'loopback') return found.kind === wanted.kind;
  return found.directory === wanted.directory;
}

async function isUsable(
  orphan: ServerProcess,
  options: { paths: EmbeddedPaths; maxConnections: number; password: string },
): Promise<boolean> {
  const url = connectionUrl(orphan.endpoint, options.password, 'postgres');
  return becomesTrue(async () => {
    try {
      await verifyServer(url, { ...options.paths, maxConnections: options.maxConnections });
      return true;
    } catch {
      return false;
    }
  }, 2_000);
}
