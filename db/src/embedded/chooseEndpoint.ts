import { lstat, mkdir } from 'node:fs/promises';
import { createServer } from 'node:net';
import type { EmbeddedPaths } from './embeddedPaths.ts';
import { errorCode } from './errorCode.ts';
import type { Endpoint } from './serverArguments.ts';
import type { ServerIdentity } from './serverIdentity.ts';

/** A private unix socket directory where the system has unix sockets, else a free port of the loopback address. */
export async function chooseEndpoint(paths: EmbeddedPaths, identity: ServerIdentity): Promise<Endpoint> {
  if (process.platform === 'win32') return { kind: 'loopback', port: await findFreePort() };
  await makePrivateDirectory(paths.socketDirectory, identity);
  return { kind: 'socket', directory: paths.socketDirectory };
}

async function makePrivateDirectory(directory: string, identity: ServerIdentity): Promise<void> {
  try {
    await mkdir(directory, { mode: 0o700 });
    await identity.own(directory);
  } catch (error) {
    if (errorCode(error) !== 'EEXIST') throw error;
    // It may lie in the shared temporary directory: a socket put there by somebody else must not get our password.
    const found = await lstat(directory);
    const owners = [process.getuid?.(), identity.spawnOptions.uid];
    if (!found.isDirectory() || !owners.includes(found.uid) || (found.mode & 0o077) !== 0) {
      throw new Error(
        `${directory} belongs to somebody else or is open to others. Remove it and start again.`,
        {
          cause: error,
        },
      );
    }
  }
}

function findFreePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => {
        if (address !== null && typeof address === 'object') resolve(address.port);
        else reject(new Error('The system gave no free port.'));
      });
    });
  });
}
