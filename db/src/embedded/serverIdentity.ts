import { spawnSync } from 'node:child_process';
import { chown, stat } from 'node:fs/promises';
import os from 'node:os';

/** As whom the server's programs run: PostgreSQL refuses to run as root, which containers and CI often are. */
export type ServerIdentity = {
  /** The command line that runs `program` under this identity. */
  commandLine(program: string, programArguments: string[]): [string, string[]];
  /** Options for node:child_process. */
  spawnOptions: { uid?: number; gid?: number };
  /** Hands a path made by us to the identity. */
  own(path: string): Promise<void>;
};

const nobody = 65534;

/**
 * Chooses the identity for the data directory. Not root: ourselves. Root: the owner of an existing cluster that is not
 * root's; else root in a user namespace of its own, where it is nobody in particular yet still owns its files; else the
 * user nobody. Throws a sentence when nobody cannot reach the directory or the programs.
 */
export async function chooseServerIdentity(options: {
  cluster: string;
  home: string;
  postgres: string;
}): Promise<ServerIdentity> {
  if (process.getuid?.() !== 0) return hasName() || !allowsUserNamespace(options) ? ourselves : userNamespace;
  const owner = await stat(options.cluster).catch(() => undefined);
  if (owner !== undefined && owner.uid !== 0) return otherUser(owner.uid, owner.gid);
  if (allowsUserNamespace(options)) return userNamespace;
  if (owner !== undefined || !canReach(options)) {
    throw new Error(
      'PostgreSQL does not run as root, and this system neither allows user namespaces (unshare --user) nor lets the ' +
        `user nobody reach ${options.home}. Start Caseload as a normal user, set CASELOAD_DATA to a directory ` +
        'that everybody may enter, or set DATABASE_URL.',
    );
  }
  return otherUser(nobody, nobody);
}

const ourselves: ServerIdentity = {
  commandLine: (program, programArguments) => [program, programArguments],
  spawnOptions: {},
  own: () => Promise.resolve(),
};

const userNamespace: ServerIdentity = {
  ...ourselves,
  commandLine: (program, programArguments) => ['unshare', ['--user', program, ...programArguments]],
};

/** Containers may run under an id that no user has; PostgreSQL wants a name, and in the namespace it finds one. */
function hasName(): boolean {
  try {
    return os.userInfo().username !== '';
  } catch {
    return false;
  }
}

function allowsUserNamespace({ postgres }: { postgres: string }): boolean {
  return spawnSync('unshare', ['--user', postgres, '--version']).status === 0;
}

function otherUser(uid: number, gid: number): ServerIdentity {
  return { ...ourselves, spawnOptions: { uid, gid }, own: (path) => chown(path, uid, gid) };
}

function canReach({ home, postgres }: { home: string; postgres: string }): boolean {
  const asNobody = { uid: nobody, gid: nobody };
  const runs = spawnSync(postgres, ['--version'], asNobody).status === 0;
  return runs && spawnSync('test', ['-x', home], asNobody).status === 0;
}
